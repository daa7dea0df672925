// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../../contracts/access/Roles.sol";
import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice A seizure that waits while the board takes the delay of SEIZER away: nobody could have vetoed it.
contract SeizureDelayTest is Orders {
    function test_seize_refusedWhenTheDelayIsTakenAwayWhileItWaits() public {
        _fund(alice, 1_000e6);
        vm.prank(freezer);
        coin.freeze(_one(alice), ORDER_REF);
        _grant(Roles.SEIZER, seizer, 0);
        // the shorter delay comes into force DELAY after the grant; one second before, a seizure is scheduled
        _skip(DELAY - 1);
        vm.prank(seizer);
        manager.schedule(address(coin), abi.encodeCall(coin.seize, (alice, 5, ORDER_REF)), 0);
        _skip(1);
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.SeizureUnscheduled.selector, seizer));
            vm.prank(seizer);
            coin.seize(alice, 5, ORDER_REF);
        }
        vm.assertEq(coin.balanceOf(custody), 0);
    }
}

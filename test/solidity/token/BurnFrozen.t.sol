// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {SeizureCases} from "./SeizureCases.sol";

contract BurnFrozenTest is SeizureCases {
    function _taking(address from, uint256 amount, bytes32 orderRef) internal view override returns (bytes memory) {
        return abi.encodeCall(coin.burnFrozen, (from, amount, orderRef));
    }

    function test_burnFrozen_lowersTheSupplyCountsAndEmits() public {
        _afterDelay(_taking(alice, 300e6, SEIZURE_REF));
        vm.expectEmit(address(coin));
        emit IERC20.Transfer(alice, address(0), 300e6);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.FrozenBurned(alice, SEIZURE_REF, 300e6);
        vm.prank(seizer);
        coin.burnFrozen(alice, 300e6, SEIZURE_REF);
        vm.assertEq(coin.balanceOf(alice), 700e6);
        vm.assertEq(coin.balanceOf(custody), 0);
        vm.assertEq(coin.totalSupply(), 2 * BALANCE - 300e6);
        vm.assertEq(coin.everBurned(), 300e6);
        vm.assertEq(coin.everMinted(), 2 * BALANCE);
    }

    /// @dev Rule B3: until it is burned, a frozen token is in supply like any other.
    function test_burnFrozen_andOnlyItTakesFrozenTokensOutOfSupply() public {
        vm.assertEq(coin.totalSupply(), 2 * BALANCE);
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        _afterDelay(data);
        vm.assertEq(coin.totalSupply(), 2 * BALANCE);
        _take(data);
        vm.assertEq(coin.totalSupply(), BALANCE);
        vm.assertEq(coin.everBurned(), BALANCE);
    }

    function test_burnFrozen_needsNoCustody() public {
        bytes memory data = _taking(alice, 5, SEIZURE_REF);
        _afterDelay(data);
        _freeze(custody);
        _take(data);
        vm.assertEq(coin.totalSupply(), 2 * BALANCE - 5);
    }

    function test_burnFrozen_isNoScheduleForSeizing() public {
        _afterDelay(_taking(alice, 5, SEIZURE_REF));
        vm.expectRevert();
        vm.prank(seizer);
        coin.seize(alice, 5, SEIZURE_REF);
        vm.assertEq(coin.balanceOf(alice), BALANCE);
        _take(_taking(alice, 5, SEIZURE_REF));
    }
}

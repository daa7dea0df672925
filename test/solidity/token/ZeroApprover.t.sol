// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Deployment} from "../Deployment.sol";

/// @notice No key is known for the zero address, but a chain's own messages may come from it.
contract ZeroApproverTest is Deployment {
    function test_approve_refusesTheZeroAddressAsOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidApprover.selector, address(0)));
        vm.prank(address(0));
        coin.approve(bob, 1);
        vm.assertEq(coin.allowance(address(0), bob), 0);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice Builds, approves and sends batches of mint orders.
abstract contract MintBatches is Orders {
    /// @dev Alice and bob are customers too: orders of a batch go to different people.
    function setUp() public virtual override {
        super.setUp();
        vm.prank(onboarder);
        coin.addCustomers(_pair(alice, bob), EVIDENCE);
    }

    /// @dev `count` orders to which nothing can be objected: of `amount`, `amount` + 1 and so on.
    function _orders(
        uint256 count,
        uint256 amount
    ) internal view returns (IStablecoinControl.MintOrder[] memory orders) {
        address[3] memory customers = [customer, alice, bob];
        orders = new IStablecoinControl.MintOrder[](count);
        for (uint256 i = 0; i < count; ++i) {
            orders[i] = _order(amount + i, keccak256(abi.encode("batch deposit", i)));
            orders[i].to = customers[i % 3];
        }
    }

    function _approveBatch(IStablecoinControl.MintOrder[] memory orders) internal view returns (bytes memory) {
        return _sign(checker, coin.mintBatchHash(orders));
    }

    function _sendBatch(IStablecoinControl.MintOrder[] memory orders) internal {
        bytes memory approval = _approveBatch(orders);
        vm.prank(maker);
        coin.mintBatch(orders, checker, approval);
    }

    /// @dev Nothing of the batch is minted.
    function _refuseBatch(IStablecoinControl.MintOrder[] memory orders, bytes memory revertData) internal {
        _refuseBatch(orders, checker, _approveBatch(orders), revertData);
    }

    function _refuseBatch(
        IStablecoinControl.MintOrder[] memory orders,
        address approver,
        bytes memory approval,
        bytes memory revertData
    ) internal {
        bytes32 before = _state();
        vm.expectRevert(revertData);
        vm.prank(maker);
        coin.mintBatch(orders, approver, approval);
        vm.assertEq(_state(), before);
    }

    /// @dev The approval does not sign this batch: the error names the batch's own hash.
    function _refuseApproval(IStablecoinControl.MintOrder[] memory orders, bytes memory approval) internal {
        bytes32 hash = coin.mintBatchHash(orders);
        _refuseBatch(
            orders,
            checker,
            approval,
            abi.encodeWithSelector(IStablecoinControl.MintApprovalInvalid.selector, checker, hash)
        );
    }

    /// @dev All that a mint changes.
    function _state() internal view returns (bytes32) {
        (, , uint256 available) = coin.rateLimit();
        return
            keccak256(
                abi.encode(
                    [coin.totalSupply(), coin.everMinted(), available],
                    [coin.balanceOf(customer), coin.balanceOf(alice), coin.balanceOf(bob)],
                    coin.isDepositMinted(keccak256(abi.encode("batch deposit", 0)))
                )
            );
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl} from "../../contracts/token/IStablecoin.sol";
import {Reports} from "./Reports.sol";

/// @notice Builds, approves and sends mint orders.
abstract contract Orders is Reports {
    bytes32 internal constant EVIDENCE = keccak256("screening result and travel-rule payload");
    bytes32 internal constant DEPOSIT = keccak256("deposit 1");
    bytes32 internal constant ORDER_REF = keccak256("court order 1");

    /// @dev A customer and a report in force: the ground every mint stands on.
    function setUp() public virtual override {
        super.setUp();
        vm.prank(onboarder);
        coin.addCustomers(_one(customer), EVIDENCE);
        _allow(10_000_000e6);
    }

    /// @dev An order to which nothing can be objected.
    function _order(uint256 amount, bytes32 depositRef) internal view returns (IStablecoinControl.MintOrder memory) {
        return
            IStablecoinControl.MintOrder({
                to: customer,
                amount: amount,
                depositRef: depositRef,
                evidence: EVIDENCE,
                maker: maker,
                deadline: _now() + 1 hours
            });
    }

    function _approve(IStablecoinControl.MintOrder memory order) internal view returns (bytes memory) {
        return _sign(checker, coin.mintOrderHash(order));
    }

    /// @dev Maker sends what the checker approved.
    function _send(IStablecoinControl.MintOrder memory order) internal {
        bytes memory approval = _approve(order);
        vm.prank(order.maker);
        coin.mint(order, checker, approval);
    }

    /// @dev As {_send}, and the call must revert with `revertData`.
    function _refuse(IStablecoinControl.MintOrder memory order, bytes memory revertData) internal {
        _refuse(order, checker, _approve(order), revertData);
    }

    function _refuse(
        IStablecoinControl.MintOrder memory order,
        address approver,
        bytes memory approval,
        bytes memory revertData
    ) internal {
        uint256 everMinted = coin.everMinted();
        vm.expectRevert(revertData);
        vm.prank(maker);
        coin.mint(order, approver, approval);
        vm.assertEq(coin.everMinted(), everMinted);
    }

    /// @dev Gives `account` tokens the only way there is: minted to the customer, and passed on.
    function _fund(address account, uint256 amount) internal {
        _send(_order(amount, keccak256(abi.encode("funding", coin.everMinted()))));
        if (account == customer) return;
        vm.prank(customer);
        coin.transfer(account, amount);
    }
}

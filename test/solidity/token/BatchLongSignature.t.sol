// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Batches} from "./Batches.sol";

/// @notice Signs everything, if it is asked with enough gas.
contract ExactingWallet {
    uint256 private immutable _need;

    constructor(uint256 need) {
        _need = need;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        // gives its gas back, so that the batch has enough left to write down a payment as skipped
        if (gasleft() < _need) revert();
        return IERC1271.isValidSignature.selector;
    }
}

/// @notice A long signature has to be copied: whatever gas a batch is sent with, a good payment is made or the whole batch is
/// refused, never skipped.
contract BatchLongSignatureTest is Batches {
    uint256 private constant LENGTH = 60_000;

    function test_gas_neverSkipsAPaymentForTheLengthOfItsSignature() public {
        uint256 bound = _boundOf(_list(_barelyAffordable()));
        vm.assertTrue(bound > 200_000 + LENGTH && bound < 500_000, "the bound lies elsewhere");
    }

    /// @dev A payment by a wallet that needs about all the gas that a single payment of a batch gets.
    function _barelyAffordable() private returns (IStablecoinServices.Authorization memory item) {
        for (uint256 need = 190_000; need > 100_000; need -= 500) {
            address wallet = address(new ExactingWallet(need));
            vm.prank(alice);
            coin.transfer(wallet, VALUE);
            item = _item(wallet, "n");
            item.signature = new bytes(LENGTH);
            (, bytes memory answer) = address(this).call(abi.encodeCall(this.tryAlone, (item)));
            if (answer.length == 0) return item;
        }
        vm.assertTrue(false, "no wallet that can pay");
    }

    /// @dev Reverts in any case, so that nothing is spent: with the reason of the payment, with none if it was made.
    function tryAlone(IStablecoinServices.Authorization calldata item) external {
        this.payAlone(item);
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }
}

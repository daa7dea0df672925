// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IStablecoin, IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Authorizations} from "./Authorizations.sol";

/// @notice Batches of ERC-3009 payments to bob. Alice's is the payment looked at; customer and maker pay beside her.
abstract contract Batches is Authorizations {
    uint256 internal constant BALANCE = 1_000e6;
    uint256 internal constant VALUE = 1_234_567;

    function setUp() public virtual override {
        super.setUp();
        _fund(alice, BALANCE);
        _fund(maker, BALANCE);
        _fund(customer, BALANCE);
    }

    /// @dev Signed by nobody yet.
    function _item(address from, string memory nonce) internal view returns (IStablecoinServices.Authorization memory) {
        return
            IStablecoinServices.Authorization({
                from: from,
                value: VALUE,
                validAfter: 0,
                validBefore: _now() + 30 days,
                nonce: keccak256(bytes(nonce)),
                signature: ""
            });
    }

    /// @dev A payment by `from` to bob against which there is nothing to say.
    function _good(
        address from,
        string memory nonce
    ) internal view returns (IStablecoinServices.Authorization memory item) {
        item = _item(from, nonce);
        item.signature = _sign(from, _hashOf(item, bob));
    }

    function _resign(IStablecoinServices.Authorization memory item) internal view {
        item.signature = _sign(item.from, _hashOf(item, bob));
    }

    function _hashOf(IStablecoinServices.Authorization memory item, address to) internal view returns (bytes32) {
        return
            _paymentHash(
                TRANSFER_TYPEHASH,
                Payment(item.from, to, item.value, item.validAfter, item.validBefore, item.nonce)
            );
    }

    function _list(
        IStablecoinServices.Authorization memory item
    ) internal pure returns (IStablecoinServices.Authorization[] memory list) {
        list = new IStablecoinServices.Authorization[](1);
        list[0] = item;
    }

    /// @dev `item` with a good one on either side.
    function _between(
        IStablecoinServices.Authorization memory item
    ) internal view returns (IStablecoinServices.Authorization[] memory list) {
        list = new IStablecoinServices.Authorization[](3);
        (list[0], list[1], list[2]) = (_good(customer, "first"), item, _good(maker, "last"));
    }

    /// @dev The same payment by the single call, with the gas that a batch gives it.
    function _payAlone(IStablecoinServices.Authorization memory item) internal {
        coin.transferWithAuthorization{gas: 200_000}(
            item.from,
            bob,
            item.value,
            item.validAfter,
            item.validBefore,
            item.nonce,
            item.signature
        );
    }

    /// @dev `item` is paid, and so are its neighbours.
    function _isPaid(IStablecoinServices.Authorization memory item) internal {
        uint256 before = coin.balanceOf(item.from);
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, _between(item)), 3);
        vm.assertEq(coin.balanceOf(bob), 2 * VALUE + item.value);
        vm.assertEq(coin.balanceOf(item.from), before - item.value);
        vm.assertTrue(coin.authorizationState(item.from, item.nonce));
    }

    /// @dev `item` is skipped, its neighbours are paid, and the reason written down is what the single call says.
    function _isSkipped(IStablecoinServices.Authorization memory item, bytes memory reason) internal {
        bool used = coin.authorizationState(item.from, item.nonce);
        vm.expectRevert(reason);
        this.payAlone(item);

        IStablecoinServices.Authorization[] memory batch = _between(item);
        (uint256 before, uint256 had) = (coin.balanceOf(bob), coin.balanceOf(item.from));
        vm.expectEmit(address(coin));
        emit IStablecoinServices.AuthorizationSkipped(1, item.from, item.nonce, reason);
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 2);
        vm.assertEq(coin.balanceOf(bob), before + 2 * VALUE);
        vm.assertEq(coin.balanceOf(item.from), had);
        vm.assertTrue(coin.authorizationState(item.from, item.nonce) == used);
    }

    /// @dev The whole call is refused; nobody paid and no nonce is spent.
    function _isRefused(address to, IStablecoinServices.Authorization[] memory batch, bytes memory reason) internal {
        vm.expectRevert(reason);
        coin.transferWithAuthorizationBatch(to, batch);
        for (uint256 i = 0; i < batch.length; ++i) {
            vm.assertFalse(coin.authorizationState(batch[i].from, batch[i].nonce));
        }
        vm.assertEq(coin.balanceOf(to), 0);
    }

    /// @dev External, so that a refusal of the coin's, and of nothing before it, can be expected.
    function payAlone(IStablecoinServices.Authorization memory item) external {
        _payAlone(item);
    }

    function _invalidSignature() internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector);
    }

    function _invalidTime(IStablecoinServices.Authorization memory item) internal pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IStablecoin.ERC3009InvalidAuthorizationTime.selector,
                item.validAfter,
                item.validBefore
            );
    }

    function _usedAuthorization(IStablecoinServices.Authorization memory item) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IStablecoin.ERC3009UsedAuthorization.selector, item.from, item.nonce);
    }

    function _insufficient(address from, uint256 balance, uint256 value) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, from, balance, value);
    }

    /// @dev The least gas, to within 250, with which the batch of one good payment makes it; what that is depends on how the
    /// coin was compiled. Fails if a gas below or above it, on the way there or next to it, skips the payment.
    function _boundOf(IStablecoinServices.Authorization[] memory batch) internal returns (uint256 high) {
        uint256 low = 100_000;
        high = 600_000;
        while (high - low > 250) {
            uint256 middle = (low + high) / 2;
            (low, high) = _isRefused(middle, batch) ? (middle, high) : (low, middle);
        }
        for (uint256 off = 0; off < 5_000; off += 250) {
            vm.assertTrue(_isRefused(low - off, batch));
            vm.assertFalse(_isRefused(high + off, batch));
        }
    }

    /// @dev True if the batch is refused as a whole, false if it makes its one payment.
    function _isRefused(uint256 gas, IStablecoinServices.Authorization[] memory batch) private returns (bool) {
        try this.payWith(gas, batch) {
            revert("it did not take back what it did");
        } catch (bytes memory answer) {
            if (answer.length == 0 || bytes4(answer) == IStablecoinServices.BatchGasTooLow.selector) return true;
            vm.assertEq(answer, abi.encode(1));
            return false;
        }
    }

    /// @dev Takes back what it did: reverts with what the batch answered.
    function payWith(uint256 gas, IStablecoinServices.Authorization[] calldata batch) external {
        (, bytes memory answer) = address(coin).call{gas: gas}(
            abi.encodeCall(coin.transferWithAuthorizationBatch, (bob, batch))
        );
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }
}

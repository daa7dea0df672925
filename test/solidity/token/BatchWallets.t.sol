// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Batches} from "./Batches.sol";
import {CostlyWallet, LookingWallet, WaywardWallet} from "./WaywardWallet.sol";

/// @notice Payers who are contracts and mean harm: one costs a batch a bounded amount of gas, and nobody else a payment.
contract BatchWalletsTest is Batches {
    uint256 private constant NEEDED = 200_000 + uint256(200_000) / 63 + 15_000;

    function test_wallet_badAnswersAreNoYes() public {
        WaywardWallet.Way[5] memory ways = [
            WaywardWallet.Way.AnswersShort,
            WaywardWallet.Way.AnswersGarbage,
            WaywardWallet.Way.AnswersNothing,
            WaywardWallet.Way.RevertsWithYes,
            WaywardWallet.Way.RevertsHuge
        ];
        for (uint256 i = 0; i < ways.length; ++i) {
            IStablecoinServices.Authorization[] memory batch = _list(_wayward(ways[i]));
            vm.expectEmit(address(coin));
            emit IStablecoinServices.AuthorizationSkipped(0, batch[0].from, batch[0].nonce, _invalidSignature());
            vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 0);
            vm.assertEq(coin.balanceOf(batch[0].from), VALUE);
        }
        _isSkipped(_wayward(WaywardWallet.Way.AnswersShort), _invalidSignature());
    }

    function test_wallet_aYesWithAnythingAfterItIsYes() public {
        _isPaid(_wayward(WaywardWallet.Way.AnswersHuge));
    }

    function test_wallet_aCostlyCheckIsAfforded() public {
        _isPaid(_costly(110_000));
    }

    /// @dev Burning what a signature check gets, 63 parts in 64, leaves the single call enough to say why.
    function test_wallet_thatBurnsAllIsSkippedLikeAnyOtherNo() public {
        _isSkipped(_wayward(WaywardWallet.Way.BurnsAll), _invalidSignature());
    }

    /// @dev Nothing is left to write a reason with: it is empty.
    function test_wallet_thatUsesUpThePaymentsGasIsSkippedWithoutAReason() public {
        _isSkipped(_wayward(WaywardWallet.Way.LeavesTooLittle), "");
    }

    function test_wallet_costsABatchItsPaymentGasAndNoMore() public {
        vm.assertEq(coin.paymentGas(), 200_000);
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](12);
        for (uint256 i = 0; i < 10; ++i) {
            batch[i + 1] = _wayward(i % 2 == 0 ? WaywardWallet.Way.BurnsAll : WaywardWallet.Way.RevertsHuge);
        }
        (batch[0], batch[11]) = (_good(alice, "first"), _good(maker, "last"));
        uint256 before = gasleft();
        uint256 paid = coin.transferWithAuthorizationBatch(bob, batch);
        uint256 used = before - gasleft();
        vm.assertEq(paid, 2);
        vm.assertEq(coin.balanceOf(bob), 2 * VALUE);
        vm.assertTrue(used > 5 * 190_000, "the wallets burned nothing");
        vm.assertTrue(used < 10 * 215_000 + 200_000, "a wallet cost more than its payment may");
    }

    /* TOO LITTLE GAS FOR THE WHOLE */

    function test_gas_tooLittleRefusesTheBatchWithItsFigures() public {
        bytes memory data = abi.encodeCall(coin.transferWithAuthorizationBatch, (bob, _between(_costly(110_000))));
        (bool done, bytes memory reason) = address(coin).call{gas: NEEDED + 30_000}(data);
        vm.assertFalse(done);
        vm.assertTrue(bytes4(reason) == IStablecoinServices.BatchGasTooLow.selector);
        (uint256 index, uint256 available, uint256 required) = _figures(reason);
        vm.assertEq(index, 1);
        vm.assertEq(required, NEEDED);
        // the first payment, to a new holder, took the rest
        vm.assertTrue(available < NEEDED && available > NEEDED - 80_000);
        vm.assertEq(coin.balanceOf(bob), 0);
        (done, ) = address(coin).call{gas: 450_000}(data);
        vm.assertTrue(done);
        vm.assertEq(coin.balanceOf(bob), 3 * VALUE);
    }

    /// @dev With whatever gas, a good payment is made or the batch refused; it is never written down as bad. The payment is
    /// the dearest that is good.
    function test_gas_neverSkipsAGoodPayment() public {
        IStablecoinServices.Authorization[] memory batch = _list(_dearest());
        uint256 bound = _boundOf(batch);
        vm.assertTrue(bound > 200_000 && bound < 400_000, "the bound lies elsewhere");
    }

    /// @dev Pays, and takes it back: reverts with one byte if it went well.
    function probe(IStablecoinServices.Authorization calldata item) external {
        try this.payAlone(item) {
            assembly ("memory-safe") {
                revert(0, 1)
            }
        } catch {}
        revert();
    }

    /* WHAT A WALLET SEES */

    /// @dev A wallet is asked in the middle of a batch: there and then every token must be somebody's.
    function test_wallet_seesEveryTokenWithItsHolder() public {
        address[] memory holders = new address[](4);
        (holders[0], holders[1], holders[2], holders[3]) = (alice, maker, customer, bob);
        address wallet = address(new LookingWallet(address(coin), holders));
        vm.prank(alice);
        coin.transfer(wallet, 2 * VALUE);
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](5);
        (batch[0], batch[1], batch[2]) = (_good(alice, "1"), _item(wallet, "2"), _good(maker, "3"));
        (batch[3], batch[4]) = (_good(customer, "4"), _item(wallet, "5"));
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 5);
        vm.assertEq(coin.balanceOf(bob), 5 * VALUE);
    }

    function _wayward(WaywardWallet.Way way) private returns (IStablecoinServices.Authorization memory item) {
        address wallet = address(new WaywardWallet(way));
        vm.prank(alice);
        coin.transfer(wallet, VALUE);
        item = _item(wallet, "n");
        item.signature = "any";
    }

    function _costly(uint256 cost) private returns (IStablecoinServices.Authorization memory) {
        address wallet = address(new CostlyWallet(cost));
        vm.prank(alice);
        coin.transfer(wallet, VALUE);
        return _item(wallet, "n");
    }

    /// @dev The payment that uses up what one payment gets, to within 200 gas.
    function _dearest() private returns (IStablecoinServices.Authorization memory item) {
        (uint256 low, uint256 high) = (100_000, 190_000);
        while (high - low > 200) {
            uint256 cost = (low + high) / 2;
            try this.probe(_costly(cost)) {} catch (bytes memory answer) {
                (low, high) = answer.length == 1 ? (cost, high) : (low, cost);
            }
        }
        return _costly(low);
    }

    function _figures(bytes memory reason) private pure returns (uint256 index, uint256 available, uint256 required) {
        assembly ("memory-safe") {
            index := mload(add(reason, 0x24))
            available := mload(add(reason, 0x44))
            required := mload(add(reason, 0x64))
        }
    }
}

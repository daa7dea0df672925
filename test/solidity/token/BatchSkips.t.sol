// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ILedgerErrors, IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {Batches} from "./Batches.sol";

/// @notice Each reason for which a batch skips one payment, and what is no reason.
contract BatchSkipsTest is Batches {
    /* ONCE */

    function test_skips_aNonceUsedBefore() public {
        IStablecoinServices.Authorization memory item = _good(alice, "n");
        _payAlone(item);
        _isSkipped(item, _usedAuthorization(item));
    }

    function test_skips_aCancelledNonce() public {
        IStablecoinServices.Authorization memory item = _good(alice, "n");
        coin.cancelAuthorization(alice, item.nonce, _sign(alice, _cancelHash(alice, item.nonce)));
        _isSkipped(item, _usedAuthorization(item));
    }

    function test_skips_theSecondOfOneNonceInTheBatch() public {
        IStablecoinServices.Authorization[] memory batch = _between(_good(alice, "n"));
        batch[2] = _item(alice, "n");
        batch[2].value = 1;
        _resign(batch[2]);
        vm.expectEmit(address(coin));
        emit IStablecoinServices.AuthorizationSkipped(2, alice, batch[2].nonce, _usedAuthorization(batch[2]));
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 2);
        vm.assertEq(coin.balanceOf(alice), BALANCE - VALUE);
        vm.assertEq(coin.balanceOf(bob), 2 * VALUE);
    }

    function test_skips_noAdjacentNonce() public {
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](3);
        for (uint256 i = 0; i < 3; ++i) {
            batch[i] = _item(alice, "word");
            batch[i].nonce = bytes32((uint256(batch[i].nonce) & ~uint256(0xff)) | (i * 127));
            _resign(batch[i]);
        }
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 3);
        vm.assertTrue(coin.authorizationState(alice, batch[2].nonce));
        vm.assertFalse(coin.authorizationState(alice, bytes32(uint256(batch[2].nonce) + 1)));
    }

    /* WHEN */

    function test_skips_whatIsNotYetValid() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.validAfter = _now() + 1;
        _resign(item);
        _isSkipped(item, _invalidTime(item));
    }

    function test_skips_whatIsExpired() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.validBefore = _now() - 1;
        _resign(item);
        _isSkipped(item, _invalidTime(item));
    }

    function test_skips_atTheFirstBound() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.validAfter = _now();
        _resign(item);
        _isSkipped(item, _invalidTime(item));
    }

    function test_skips_atTheLastBound() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.validBefore = _now();
        _resign(item);
        _isSkipped(item, _invalidTime(item));
    }

    function test_pays_oneSecondWithinBothBounds() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        (item.validAfter, item.validBefore) = (_now() - 1, _now() + 1);
        _resign(item);
        _isPaid(item);
    }

    /* WHO SIGNED */

    function test_skips_whatSomeoneElseSigned() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.signature = _sign(maker, _hashOf(item, bob));
        _isSkipped(item, _invalidSignature());
    }

    function test_skips_aHighS() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.signature = _mirrored(alice, _hashOf(item, bob));
        _isSkipped(item, _invalidSignature());
    }

    function test_skips_aTruncatedSignature() public {
        IStablecoinServices.Authorization memory item = _good(alice, "n");
        (, bytes32 r, bytes32 s) = _parts(item.signature);
        item.signature = abi.encodePacked(r, s);
        _isSkipped(item, _invalidSignature());
    }

    function test_skips_anEmptySignature() public {
        _isSkipped(_item(alice, "n"), _invalidSignature());
    }

    function test_skips_whatWasSignedForAnotherPayee() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.signature = _sign(alice, _hashOf(item, stranger));
        _isSkipped(item, _invalidSignature());
    }

    function test_skips_whatWasSignedForReceiving() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        Payment memory payment = Payment(alice, bob, VALUE, 0, item.validBefore, item.nonce);
        item.signature = _sign(alice, _paymentHash(RECEIVE_TYPEHASH, payment));
        _isSkipped(item, _invalidSignature());
    }

    function test_skips_whatWasSignedForAnotherChain() public {
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        IStablecoinServices.Authorization memory item = _good(alice, "n");
        vm.chainId(here);
        _isSkipped(item, _invalidSignature());
    }

    /// @dev Nothing recovers to zero: not a signature of zeros, nor one whose v says nothing.
    function test_skips_theZeroPayer() public {
        IStablecoinServices.Authorization memory item = _item(address(0), "n");
        item.value = 0;
        item.signature = new bytes(65);
        _isSkipped(item, _invalidSignature());
        item.signature = abi.encodePacked(bytes32(uint256(1)), bytes32(uint256(1)), uint8(29));
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, _list(item)), 0);
    }

    function test_pays_fromAnErc1271Wallet() public {
        IStablecoinServices.Authorization memory item = _walletItem();
        item.signature = _sign(stranger, _hashOf(item, bob));
        _isPaid(item);
    }

    function test_pays_fromAnErc1271WalletWithALongSignature() public {
        IStablecoinServices.Authorization memory item = _walletItem();
        bytes32 hash = _hashOf(item, bob);
        item.signature = bytes.concat(_sign(stranger, hash), _sign(checker, hash));
        _isPaid(item);
    }

    function test_skips_whatAnErc1271WalletRefuses() public {
        IStablecoinServices.Authorization memory item = _walletItem();
        item.signature = _sign(checker, _hashOf(item, bob));
        _isSkipped(item, _invalidSignature());
    }

    /// @dev EIP-7702: the account keeps its key although its code answers no ERC-1271.
    function test_pays_fromAKeyWhoseAccountHasCode() public {
        vm.etch(alice, address(manager).code);
        _isPaid(_good(alice, "n"));
    }

    /* WHAT THE LEDGER REFUSES */

    function test_skips_whatIsNotCovered() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.value = BALANCE + 1;
        _resign(item);
        _isSkipped(item, _insufficient(alice, BALANCE, BALANCE + 1));
    }

    function test_skips_anAmountThatWouldReachTheFlags() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.value = (1 << 128) | 1;
        _resign(item);
        _isSkipped(item, _insufficient(alice, BALANCE, item.value));
    }

    /// @dev Two payments, each covered, and not both: the figures are those after the first.
    function test_skips_whatAnEarlierPaymentUsedUp() public {
        IStablecoinServices.Authorization[] memory batch = _between(_item(alice, "n"));
        batch[0] = _good(alice, "before");
        batch[1].value = BALANCE;
        _resign(batch[1]);
        vm.expectEmit(address(coin));
        emit IStablecoinServices.AuthorizationSkipped(
            1,
            alice,
            batch[1].nonce,
            _insufficient(alice, BALANCE - VALUE, BALANCE)
        );
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 2);
        vm.assertEq(coin.balanceOf(bob), 2 * VALUE);
    }

    function test_skips_aFrozenPayer() public {
        vm.prank(freezer);
        coin.freeze(_one(alice), ORDER_REF);
        _isSkipped(_good(alice, "n"), abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, alice));
    }

    function _walletItem() private returns (IStablecoinServices.Authorization memory) {
        address wallet = address(new ContractWallet(stranger, checker));
        vm.prank(alice);
        coin.transfer(wallet, VALUE);
        return _item(wallet, "n");
    }
}

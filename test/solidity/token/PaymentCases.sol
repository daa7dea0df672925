// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";

import {ILedgerErrors, IStablecoin} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {Authorizations} from "./Authorizations.sol";

/// @notice ERC-3009 payments: the cases that transfer and receive share, in both overloads. The payee, alone allowed to
/// submit a receive, submits every one of them.
abstract contract PaymentCases is Authorizations {
    uint256 private constant BALANCE = 1_000e6;
    bytes32 private constant NONCE = keccak256("n1");

    function setUp() public override {
        super.setUp();
        _fund(alice, BALANCE);
    }

    /// @dev The typehash of the function under test, and the other one's.
    function _typehash() internal pure virtual returns (bytes32 own, bytes32 other);

    /// @dev Calls the overload under test.
    function _pay(Payment memory payment, bytes memory signature) internal virtual;

    function test_payment_movesMarksTheNonceAndEmits() public {
        Payment memory payment = _payment();
        bytes memory signature = _signed(payment);
        vm.assertFalse(coin.authorizationState(alice, NONCE));
        vm.expectEmit(address(coin));
        emit IERC3009.AuthorizationUsed(alice, NONCE);
        vm.expectEmit(address(coin));
        emit IERC20.Transfer(alice, bob, payment.value);
        _submitPayment(payment, signature);
        vm.assertTrue(coin.authorizationState(alice, NONCE));
        vm.assertFalse(coin.authorizationState(bob, NONCE));
        vm.assertEq(coin.balanceOf(bob), payment.value);
        vm.assertEq(coin.balanceOf(alice), BALANCE - payment.value);
    }

    function test_payment_ofZeroAndOfTheWholeBalance() public {
        Payment memory payment = _payment();
        payment.value = 0;
        _submitPayment(payment, _signed(payment));
        payment.nonce = keccak256("n2");
        payment.value = BALANCE;
        _submitPayment(payment, _signed(payment));
        vm.assertEq(coin.balanceOf(bob), BALANCE);
    }

    /* WHO SIGNED */

    function test_payment_takenFromAnErc1271Wallet() public {
        address wallet = _wallet();
        Payment memory payment = _payment();
        payment.from = wallet;
        _submitPayment(payment, _sign(stranger, _ownHash(payment)));
        vm.assertEq(coin.balanceOf(bob), payment.value);
    }

    function test_payment_refusedByAnErc1271Wallet() public {
        Payment memory payment = _payment();
        payment.from = _wallet();
        _refusePayment(payment, _signed(payment), _invalidSignature());
    }

    /// @dev EIP-7702: the account keeps its key although its code answers no ERC-1271.
    function test_payment_takenFromAKeyWhoseAccountHasCode() public {
        vm.etch(alice, address(manager).code);
        Payment memory payment = _payment();
        _submitPayment(payment, _signed(payment));
        vm.assertEq(coin.balanceOf(bob), payment.value);
    }

    function test_payment_refusedWhenSomeoneElseSigned() public {
        Payment memory payment = _payment();
        _refusePayment(payment, _sign(bob, _ownHash(payment)), _invalidSignature());
        vm.assertFalse(coin.authorizationState(alice, NONCE));
    }

    function test_payment_refusedForTheZeroPayer() public {
        Payment memory payment = _payment();
        payment.from = address(0);
        _refusePayment(payment, new bytes(65), _invalidSignature());
    }

    function test_payment_refusedWithAHighS() public {
        Payment memory payment = _payment();
        _refusePayment(payment, _mirrored(alice, _ownHash(payment)), _invalidSignature());
    }

    function test_payment_refusedWhenSignedForTheOtherFunction() public {
        Payment memory payment = _payment();
        (, bytes32 other) = _typehash();
        _refusePayment(payment, _sign(alice, _paymentHash(other, payment)), _invalidSignature());
    }

    function test_payment_refusedOnAnotherChain() public {
        Payment memory payment = _payment();
        bytes memory signature = _signed(payment);
        vm.chainId(block.chainid + 1);
        _refusePayment(payment, signature, _invalidSignature());
    }

    function testFuzz_payment_refusedWithAnyFieldChanged(uint256 value, uint64 time, bytes32 nonce) public {
        Payment memory payment = _payment();
        bytes memory signature = _signed(payment);
        vm.assume(value != payment.value && time != payment.validAfter && nonce != payment.nonce);
        vm.assume(time != payment.validBefore);
        payment.value = value;
        _refusePayment(payment, signature, _invalidSignature());
        payment = _payment();
        payment.validAfter = time;
        _refusePayment(payment, signature, _invalidSignature());
        payment = _payment();
        payment.validBefore = time;
        _refusePayment(payment, signature, _invalidSignature());
        payment = _payment();
        payment.nonce = nonce;
        _refusePayment(payment, signature, _invalidSignature());
        payment = _payment();
        payment.to = stranger;
        _refusePayment(payment, signature, _invalidSignature());
    }

    /* WHEN */

    function test_payment_windowExcludesBothEnds() public {
        Payment memory payment = _payment();
        (payment.validAfter, payment.validBefore) = (_now(), _now() + 10);
        _refusePayment(payment, _signed(payment), _invalidTime(payment));
        (payment.validAfter, payment.validBefore) = (_now() - 10, _now());
        _refusePayment(payment, _signed(payment), _invalidTime(payment));
        (payment.validAfter, payment.validBefore) = (_now() - 1, _now() + 1);
        _submitPayment(payment, _signed(payment));
        vm.assertEq(coin.balanceOf(bob), payment.value);
    }

    /// @dev Both with bit 47: block numbers to OpenZeppelin, and valid at once. Timestamps here, far off.
    function test_payment_takesNoBlockNumbers() public {
        Payment memory payment = _payment();
        payment.validAfter = 1 << 47;
        payment.validBefore = (1 << 47) | (1 << 40);
        _refusePayment(payment, _signed(payment), _invalidTime(payment));
        payment.validBefore = type(uint256).max;
        _refusePayment(payment, _signed(payment), _invalidTime(payment));
    }

    function test_payment_takesValidBeforeOf2To47() public {
        Payment memory payment = _payment();
        payment.validBefore = 1 << 47;
        _submitPayment(payment, _signed(payment));
        vm.assertEq(coin.balanceOf(bob), payment.value);
    }

    /* ONCE */

    function test_payment_refusedTwice() public {
        Payment memory payment = _payment();
        bytes memory signature = _signed(payment);
        _submitPayment(payment, signature);
        _refusePayment(payment, signature, _usedAuthorization());
        vm.assertEq(coin.balanceOf(bob), payment.value);
    }

    function test_payment_refusedWithANonceSpentOnAnother() public {
        Payment memory payment = _payment();
        _submitPayment(payment, _signed(payment));
        payment.value += 1;
        _refusePayment(payment, _signed(payment), _usedAuthorization());
    }

    function test_payment_refusedWhenCancelled() public {
        Payment memory payment = _payment();
        coin.cancelAuthorization(alice, NONCE, _sign(alice, _cancelHash(alice, NONCE)));
        _refusePayment(payment, _signed(payment), _usedAuthorization());
    }

    function test_payment_adjacentNoncesShareAWordAndAreIndependent() public {
        uint256 word = uint256(keccak256("word")) >> 8;
        for (uint256 i = 0; i < 3; ++i) {
            Payment memory payment = _payment();
            payment.nonce = bytes32((word << 8) | i);
            _submitPayment(payment, _signed(payment));
        }
        vm.assertTrue(coin.authorizationState(alice, bytes32((word << 8) | 2)));
        vm.assertFalse(coin.authorizationState(alice, bytes32((word << 8) | 3)));
        vm.assertFalse(coin.authorizationState(alice, bytes32((word << 8) | 0xff)));
        vm.assertFalse(coin.authorizationState(alice, bytes32((word + 1) << 8)));
        uint256 ledger = 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675800;
        bytes32 slot = keccak256(abi.encode(word, keccak256(abi.encode(alice, ledger + 4))));
        vm.assertEq(uint256(vm.load(address(coin), slot)), 7);
    }

    function testFuzz_payment_marksItsOwnNonceAlone(bytes32 nonce, bytes32 other) public {
        vm.assume(nonce != other);
        Payment memory payment = _payment();
        payment.nonce = nonce;
        _submitPayment(payment, _signed(payment));
        vm.assertTrue(coin.authorizationState(alice, nonce));
        vm.assertFalse(coin.authorizationState(alice, other));
    }

    /* WHAT THE LEDGER REFUSES */

    function test_payment_refusedWhilePaused() public {
        vm.prank(guard);
        coin.pauseTransfers();
        Payment memory payment = _payment();
        _refusePayment(payment, _signed(payment), abi.encodeWithSelector(ILedgerErrors.TransfersPaused.selector));
        vm.assertFalse(coin.authorizationState(alice, NONCE));
    }

    function test_payment_refusedForAFrozenPayerOrPayee() public {
        address[2] memory frozen = [alice, bob];
        Payment memory payment = _payment();
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(freezer);
            coin.freeze(_one(frozen[i]), ORDER_REF);
            _refusePayment(
                payment,
                _signed(payment),
                abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, frozen[i])
            );
            _asBoard(address(coin), abi.encodeCall(coin.unfreeze, (_one(frozen[i]), ORDER_REF)));
        }
        vm.assertFalse(coin.authorizationState(alice, NONCE));
    }

    function test_payment_refusedBeyondTheBalance() public {
        Payment memory payment = _payment();
        payment.value = BALANCE + 1;
        _refusePayment(
            payment,
            _signed(payment),
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, BALANCE, BALANCE + 1)
        );
    }

    function _payment() internal view returns (Payment memory) {
        return
            Payment({
                from: alice,
                to: bob,
                value: 1_234_567,
                validAfter: 0,
                validBefore: _now() + 30 days,
                nonce: NONCE
            });
    }

    function _wallet() internal returns (address wallet) {
        wallet = address(new ContractWallet(stranger, bob));
        vm.prank(alice);
        coin.transfer(wallet, BALANCE / 2);
    }

    function _ownHash(Payment memory payment) internal view returns (bytes32) {
        (bytes32 own, ) = _typehash();
        return _paymentHash(own, payment);
    }

    function _signed(Payment memory payment) internal view returns (bytes memory) {
        return _sign(alice, _ownHash(payment));
    }

    function _submitPayment(Payment memory payment, bytes memory signature) internal {
        vm.prank(payment.to);
        _pay(payment, signature);
    }

    function _refusePayment(Payment memory payment, bytes memory signature, bytes memory revertData) internal {
        vm.expectRevert(revertData);
        vm.prank(payment.to);
        _pay(payment, signature);
    }

    function _invalidSignature() internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector);
    }

    function _invalidTime(Payment memory payment) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IStablecoin.ERC3009InvalidAuthorizationTime.selector,
                payment.validAfter,
                payment.validBefore
            );
    }

    function _usedAuthorization() private view returns (bytes memory) {
        return abi.encodeWithSelector(IStablecoin.ERC3009UsedAuthorization.selector, alice, NONCE);
    }
}

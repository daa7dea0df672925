// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ILedgerErrors} from "../../../contracts/token/IStablecoin.sol";
import {LedgerKernel} from "../../proof/LedgerKernel.sol";
import {Deployment} from "../Deployment.sol";
import {LedgerWords} from "./LedgerWords.sol";

/// @notice The ledger that is shipped does to every 256-bit word what the proved kernel does, and refuses with the same
/// reason: so what `npm run proof` proves of the kernel holds of the ledger.
contract KernelAgreementTest is Deployment {
    using LedgerKernel for uint256;

    /// @dev keccak256(abi.encode(uint256(keccak256("atpar.storage.Ledger")) - 1)) & ~bytes32(uint256(0xff)), its second slot
    uint256 private constant ACCOUNTS = 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675801;

    LedgerWords private words;

    function setUp() public override {
        super.setUp();
        words = new LedgerWords();
    }

    /* THE LEDGER'S OWN FUNCTIONS */

    function testFuzz_debit_isTheKernels(uint256 seed, uint256 amountSeed, bool frozen) public {
        _compareDebit(seed, amountSeed, frozen);
        uint256 word = _shape(seed, amountSeed);
        _compareDebit(word, _near(word, amountSeed), frozen);
    }

    function testFuzz_credit_isTheKernels(uint256 seed, uint256 amountSeed) public {
        _compareCredit(seed, amountSeed);
        uint256 word = _shape(seed, amountSeed);
        _compareCredit(word, _near(word, amountSeed));
    }

    /// @dev Every pair of edges: no fuzzer need be lucky.
    function test_edges_areTheKernels() public {
        uint256[] memory edges = _edges();
        for (uint256 i = 0; i < edges.length; ++i) {
            for (uint256 j = 0; j < edges.length; ++j) {
                _compareDebit(edges[i], edges[j], false);
                _compareDebit(edges[i], edges[j], true);
                _compareCredit(edges[i], edges[j]);
            }
        }
    }

    /* THE COIN */

    function testFuzz_transfer_isTheKernels(uint256 payer, uint256 payee, uint256 amount, uint8 shape) public {
        if (shape & 1 != 0) payer = _shape(payer, shape);
        if (shape & 2 != 0) payee = _shape(payee, shape);
        if (shape & 4 != 0) amount = _near(payer, amount);
        if (shape & 8 != 0) amount = _near(payee, amount);
        // most words are frozen by chance; a payment that passes needs two that are not
        if (shape & 16 != 0) (payer, payee) = (payer & ~(uint256(1) << 128), payee & ~(uint256(1) << 128));
        _compareTransfer(payer, payee, amount);
        _compareSelfTransfer(payer, amount);
    }

    function test_edges_areTheKernelsInTransfers() public {
        uint256[] memory edges = _edges();
        for (uint256 i = 0; i < edges.length; ++i) {
            for (uint256 j = 0; j < edges.length; ++j) {
                _compareTransfer(edges[i], edges[j], 0);
                _compareTransfer(edges[i], edges[j], 1);
                _compareTransfer(edges[i], edges[j], edges[i].balanceOf());
                _compareTransfer(edges[i], edges[j], edges[j].roomOf());
                _compareSelfTransfer(edges[i], edges[j]);
            }
        }
    }

    /* COMPARISONS */

    function _compareDebit(uint256 word, uint256 amount, bool frozen) private {
        (LedgerKernel.Refusal refusal, uint256 left) = word.debit(amount, frozen);
        words.place(alice, word);
        if (refusal != LedgerKernel.Refusal.None) vm.expectRevert(_reason(refusal, alice, word, amount));
        words.debit(alice, amount, frozen);
        vm.assertEq(words.wordOf(alice), left);
    }

    function _compareCredit(uint256 word, uint256 amount) private {
        (LedgerKernel.Refusal refusal, uint256 grown) = word.credit(amount);
        words.place(bob, word);
        if (refusal != LedgerKernel.Refusal.None) vm.expectRevert(_reason(refusal, bob, word, amount));
        words.credit(bob, amount);
        vm.assertEq(words.wordOf(bob), grown);
    }

    function _compareTransfer(uint256 payer, uint256 payee, uint256 amount) private {
        (LedgerKernel.Refusal refusal, uint256 left) = payer.debit(amount, false);
        bytes memory reason = _reason(refusal, alice, payer, amount);
        uint256 grown = payee;
        if (refusal == LedgerKernel.Refusal.None) {
            (refusal, grown) = payee.credit(amount);
            reason = _reason(refusal, bob, payee, amount);
        }
        // refused as a whole
        if (refusal != LedgerKernel.Refusal.None) (left, grown) = (payer, payee);
        _store(alice, payer);
        _store(bob, payee);
        if (refusal != LedgerKernel.Refusal.None) vm.expectRevert(reason);
        vm.prank(alice);
        coin.transfer(bob, amount);
        vm.assertEq(_load(alice), left);
        vm.assertEq(_load(bob), grown);
    }

    /// @dev The credit sees the word that the debit left.
    function _compareSelfTransfer(uint256 word, uint256 amount) private {
        (LedgerKernel.Refusal refusal, uint256 left) = word.debit(amount, false);
        bytes memory reason = _reason(refusal, alice, word, amount);
        if (refusal == LedgerKernel.Refusal.None) {
            uint256 grown;
            (refusal, grown) = left.credit(amount);
            vm.assertEq(grown, word);
        }
        _store(alice, word);
        if (refusal != LedgerKernel.Refusal.None) vm.expectRevert(reason);
        vm.prank(alice);
        coin.transfer(alice, amount);
        vm.assertEq(_load(alice), word);
    }

    function _reason(
        LedgerKernel.Refusal refusal,
        address holder,
        uint256 word,
        uint256 amount
    ) private pure returns (bytes memory) {
        if (refusal == LedgerKernel.Refusal.Frozen) {
            return abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, holder);
        }
        if (refusal == LedgerKernel.Refusal.NotFrozen) {
            return abi.encodeWithSelector(ILedgerErrors.AccountNotFrozen.selector, holder);
        }
        if (refusal == LedgerKernel.Refusal.TooLittle) {
            return
                abi.encodeWithSelector(
                    IERC20Errors.ERC20InsufficientBalance.selector,
                    holder,
                    word.balanceOf(),
                    amount
                );
        }
        return abi.encodeWithSelector(ILedgerErrors.LedgerOverflow.selector, amount, word.roomOf());
    }

    /* WORDS AND AMOUNTS */

    /// @dev A word whose balance is at an edge, under any flags.
    function _shape(uint256 flags, uint256 pick) private pure returns (uint256) {
        uint256[4] memory balances = [uint256(0), 1, type(uint128).max - 1, type(uint128).max];
        return ((flags >> 128) << 128) | balances[pick % 4];
    }

    /// @dev An amount at the edge of what the word can give or take.
    function _near(uint256 word, uint256 pick) private pure returns (uint256) {
        uint256 edge = pick & 1 == 0 ? word.balanceOf() : word.roomOf();
        return pick & 2 == 0 ? edge : edge + 1;
    }

    function _edges() private pure returns (uint256[] memory edges) {
        edges = new uint256[](14);
        (edges[0], edges[1], edges[2]) = (0, 1, type(uint128).max - 1);
        (edges[3], edges[4], edges[5]) = (type(uint128).max, 1 << 127, 1 << 128);
        (edges[6], edges[7], edges[8]) = ((1 << 128) | 1, 1 << 129, (1 << 129) | type(uint128).max);
        (edges[9], edges[10], edges[11]) = ((3 << 128) | type(uint128).max, 1 << 130, 1 << 255);
        (edges[12], edges[13]) = (type(uint256).max - 1, type(uint256).max);
    }

    function _store(address holder, uint256 word) private {
        vm.store(address(coin), keccak256(abi.encode(holder, ACCOUNTS)), bytes32(word));
    }

    function _load(address holder) private view returns (uint256) {
        return uint256(vm.load(address(coin), keccak256(abi.encode(holder, ACCOUNTS))));
    }
}

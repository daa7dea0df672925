// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {LedgerKernel} from "./LedgerKernel.sol";

/// @notice What `npm run proof` proves of {LedgerKernel}, for every word, amount and account. Each `assert` is one property,
/// named by the line above it; arithmetic that could wrap is looked for as well.
contract LedgerProof {
    using LedgerKernel for uint256;

    mapping(address holder => uint256 word) private _words;

    function proveDebit(uint256 word, uint256 amount, bool frozen) external pure {
        (LedgerKernel.Refusal refusal, uint256 left) = word.debit(amount, frozen);
        // no debit reaches a flag
        assert(left.flagsOf() == word.flagsOf());
        if (refusal == LedgerKernel.Refusal.None) {
            // a debit takes exactly the amount
            assert(left.balanceOf() + amount == word.balanceOf());
            // a holder's debit takes nothing from a frozen account, a seizure's nothing from any other
            assert(word.isFrozen() == frozen);
        } else {
            // a refused debit takes nothing
            assert(left == word);
            // a debit is refused for its flag or for want of balance, and for nothing else
            assert(word.isFrozen() != frozen || amount > word.balanceOf());
        }
    }

    function proveCredit(uint256 word, uint256 amount) external pure {
        (LedgerKernel.Refusal refusal, uint256 grown) = word.credit(amount);
        // no credit carries into a flag
        assert(grown.flagsOf() == word.flagsOf());
        if (refusal == LedgerKernel.Refusal.None) {
            // a credit gives exactly the amount: the balance never wraps around
            assert(grown.balanceOf() == word.balanceOf() + amount);
            // a credit gives nothing to a frozen account
            assert(!word.isFrozen());
        } else {
            // a refused credit gives nothing
            assert(grown == word);
            // a credit is refused to a frozen account or for want of room, and for nothing else
            assert(word.isFrozen() || amount > word.roomOf());
        }
    }

    /// @dev {Stablecoin._update}, from any state: the payee's word is read after the payer's was written.
    function proveTransfer(address from, address to, address other, uint256 amount) external {
        (uint256 payer, uint256 payee, uint256 third) = (_words[from], _words[to], _words[other]);
        (LedgerKernel.Refusal refusal, uint256 word) = payer.debit(amount, false);
        require(refusal == LedgerKernel.Refusal.None);
        _words[from] = word;
        (refusal, word) = _words[to].credit(amount);
        require(refusal == LedgerKernel.Refusal.None);
        _words[to] = word;
        if (from == to) {
            // a transfer to oneself is neutral
            assert(_words[from] == payer);
        } else {
            // a transfer takes the amount from the payer
            assert(payer.balanceOf() - _words[from].balanceOf() == amount);
            // a transfer gives the payee what it took: the sum is kept
            assert(_words[to].balanceOf() - payee.balanceOf() == amount);
        }
        // a transfer changes no flag of the payer
        assert(_words[from].flagsOf() == payer.flagsOf());
        // a transfer changes no flag of the payee
        assert(_words[to].flagsOf() == payee.flagsOf());
        // a transfer changes nobody else's word
        assert(other == from || other == to || _words[other] == third);
        // a transfer has no frozen end
        assert(!payer.isFrozen() && !payee.isFrozen());
    }
}

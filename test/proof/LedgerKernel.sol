// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice What {Ledger} does to an account word, written with division and remainder instead of masks and shifts: a form
/// that the compiler's SMTChecker can prove things about, see {LedgerProof}. KernelAgreement.t.sol shows that the ledger
/// that is shipped does the same to every word.
library LedgerKernel {
    enum Refusal {
        None,
        Frozen,
        NotFrozen,
        TooLittle,
        TooMuch
    }

    /// @dev Bits 0-127 of a word are the balance; bit 128 is the frozen flag.
    uint256 internal constant FIRST_FLAG = 2 ** 128;

    function balanceOf(uint256 word) internal pure returns (uint256) {
        return word % FIRST_FLAG;
    }

    /// @dev Everything above the balance: frozen, customer, since when frozen, and what has no meaning yet.
    function flagsOf(uint256 word) internal pure returns (uint256) {
        return word / FIRST_FLAG;
    }

    function isFrozen(uint256 word) internal pure returns (bool) {
        return flagsOf(word) % 2 == 1;
    }

    function roomOf(uint256 word) internal pure returns (uint256) {
        return FIRST_FLAG - 1 - balanceOf(word);
    }

    /// @dev {Ledger._debit}; `frozen` is what the account must be.
    function debit(uint256 word, uint256 amount, bool frozen) internal pure returns (Refusal refusal, uint256 left) {
        if (isFrozen(word) != frozen) return (frozen ? Refusal.NotFrozen : Refusal.Frozen, word);
        if (amount > balanceOf(word)) return (Refusal.TooLittle, word);
        return (Refusal.None, word - amount);
    }

    /// @dev {Ledger._credit} to an account that may be credited.
    function credit(uint256 word, uint256 amount) internal pure returns (Refusal refusal, uint256 grown) {
        if (isFrozen(word)) return (Refusal.Frozen, word);
        if (amount > roomOf(word)) return (Refusal.TooMuch, word);
        return (Refusal.None, word + amount);
    }
}

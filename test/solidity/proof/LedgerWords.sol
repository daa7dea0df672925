// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Ledger} from "../../../contracts/token/Ledger.sol";

/// @notice The ledger as it is, with a way to reach its debit and its credit on any word.
contract LedgerWords is Ledger {
    function place(address holder, uint256 word) external {
        _ledger().accounts[holder].word = word;
    }

    function wordOf(address holder) external view returns (uint256) {
        return _ledger().accounts[holder].word;
    }

    function debit(address holder, uint256 amount, bool frozen) external {
        _debit(holder, amount, frozen ? FROZEN : 0);
    }

    function credit(address holder, uint256 amount) external {
        _credit(holder, amount);
    }
}

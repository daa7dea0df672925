// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ILedgerErrors} from "./IStablecoin.sol";

/// @title Ledger
/// @notice The one place where balances change, and the storage that both faces of the coin share.
/// @dev Permanent format: the layout of {LedgerStorage}, the bits of the account word and of the coin word.
///
/// Account word: bits 0-127 balance (token units), 128 frozen, 129 customer, 130-177 the second (UTC) of freezing, 0 if not
/// frozen.
/// Coin word: bits 0-111 supply, 112-223 ever minted (token units), 224 transfers paused, 225 issuance paused, 226 check
/// spender, 227-231 *moved*: one bit per movable holder function, in the order of the MOVED_* constants.
abstract contract Ledger is IERC20Errors, ILedgerErrors {
    /// @dev A struct, so that code can hold a pointer to the word and hash its place once.
    struct Account {
        uint256 word;
    }

    /// @custom:storage-location erc7201:atpar.storage.Ledger
    struct LedgerStorage {
        uint256 coin;
        mapping(address holder => Account account) accounts;
        mapping(address owner => mapping(address spender => uint256 value)) allowances;
        mapping(address owner => uint256 nonce) permitNonces;
        mapping(address authorizer => mapping(uint256 nonceWord => uint256 bitmap)) authorizations;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("atpar.storage.Ledger")) - 1)) & ~bytes32(uint256(0xff)) (ERC-7201)
    bytes32 private constant LEDGER_SLOT = 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675800;

    uint256 internal constant BALANCE_MASK = type(uint128).max;
    uint256 internal constant FROZEN = 1 << 128;
    uint256 internal constant CUSTOMER = 1 << 129;
    uint256 internal constant FROZEN_SINCE_SHIFT = 130;
    uint256 internal constant FROZEN_SINCE_MASK = type(uint48).max;

    uint256 internal constant COUNTER_MASK = type(uint112).max;
    uint256 internal constant EVER_MINTED_SHIFT = 112;
    uint256 internal constant TRANSFERS_PAUSED = 1 << 224;
    uint256 internal constant ISSUANCE_PAUSED = 1 << 225;
    uint256 internal constant CHECK_SPENDER = 1 << 226;

    uint256 internal constant MOVED_SHIFT = 227;
    uint256 internal constant MOVED_TRANSFER = 1 << 227;
    uint256 internal constant MOVED_TRANSFER_FROM = 1 << 228;
    uint256 internal constant MOVED_TRANSFER_WITH_AUTHORIZATION = 1 << 229;
    uint256 internal constant MOVED_RECEIVE_WITH_AUTHORIZATION = 1 << 230;
    uint256 internal constant MOVED_CANCEL_AUTHORIZATION = 1 << 231;
    uint256 internal constant MOVED_MASK = 0x1f << MOVED_SHIFT;

    function _ledger() internal pure returns (LedgerStorage storage $) {
        bytes32 slot = LEDGER_SLOT;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }

    /// @dev The one debit: takes `amount` from `holder`. Refuses more than the balance.
    /// @param frozen What the frozen flag must be: 0, or FROZEN for what acts on frozen accounts alone.
    function _debit(address holder, uint256 amount, uint256 frozen) internal {
        Account storage account = _ledger().accounts[holder];
        uint256 word = account.word;
        if (word & FROZEN != frozen) {
            if (frozen == 0) revert AccountFrozen(holder);
            revert AccountNotFrozen(holder);
        }
        uint256 balance = word & BALANCE_MASK;
        if (amount > balance) revert ERC20InsufficientBalance(holder, balance, amount);
        unchecked {
            // No borrow from the flags: amount <= balance, the word's low bits.
            account.word = word - amount;
        }
    }

    /// @dev The one credit: gives `amount` to `holder`. Refuses zero, the coin itself and a frozen holder. The word is read here, after
    /// any debit wrote it, so that a self-transfer is neutral.
    function _credit(address holder, uint256 amount) internal {
        if (holder == address(0) || holder == address(this)) revert ERC20InvalidReceiver(holder);
        Account storage account = _ledger().accounts[holder];
        uint256 word = account.word;
        if (word & FROZEN != 0) revert AccountFrozen(holder);
        unchecked {
            uint256 room = BALANCE_MASK - (word & BALANCE_MASK);
            if (amount > room) revert LedgerOverflow(amount, room);
            // No carry into the flags: amount <= room.
            account.word = word + amount;
        }
    }

    /// @dev True if {_debit} takes `amount` from `holder`, who is not frozen.
    function _isCovered(address holder, uint256 amount) internal view returns (bool) {
        uint256 word = _ledger().accounts[holder].word;
        return word & FROZEN == 0 && amount <= word & BALANCE_MASK;
    }

    /// @dev An authorization nonce's word and bit: adjacent nonces share a word.
    function _nonceBit(bytes32 nonce) internal pure returns (uint256 word, uint256 bit) {
        return (uint256(nonce) >> 8, 1 << (uint256(nonce) & 0xff));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {StablecoinControl} from "../../../contracts/token/StablecoinControl.sol";

/// @notice The issuer's face as a bad release might be: all of the real one, and one leak for each rule.
contract FaultyControl is StablecoinControl {
    bytes32 private constant CONTROL_SLOT = 0xb3117799398751287fa23a7e3fd263f9525cd3da3716cefff8022c96e789b000;

    /// @dev A credit that no counter knows of.
    function conjure(address to, uint256 amount) external {
        _credit(to, amount);
        emit IERC20.Transfer(address(0), to, amount);
    }

    /// @dev A burn that forgets the supply.
    function burnHalfway(address from, uint256 amount) external {
        _debit(from, amount, 0);
    }

    /// @dev A mint in perfect order but for the approval.
    function mintUnapproved(address to, uint256 amount) external {
        _ledger().coin += amount + (amount << EVER_MINTED_SHIFT);
        _credit(to, amount);
    }

    /// @dev Forgets that a deposit was minted.
    function forget(bytes32 depositRef) external {
        bytes32 place = keccak256(abi.encode(depositRef, uint256(CONTROL_SLOT) + 3));
        assembly ("memory-safe") {
            sstore(place, 0)
        }
    }

    /// @dev Takes from a frozen account as if it were not.
    function seizeQuietly(address from, address to, uint256 amount) external {
        _ledger().accounts[from].word -= amount;
        _credit(to, amount);
    }

    /// @dev Sends what is seized somewhere else.
    function divert(address to) external {
        _control().custody = to;
    }

    /// @dev Makes a freeze older than it is.
    function backdate(address account, uint256 time) external {
        _ledger().accounts[account].word -= time << FROZEN_SINCE_SHIFT;
    }

    /// @dev Makes a spent permit good again.
    function rewind(address owner) external {
        --_ledger().permitNonces[owner];
    }

    /// @dev Makes a used authorization good again.
    function forgive(address authorizer, bytes32 nonce) external {
        (uint256 word, uint256 bit) = _nonceBit(nonce);
        _ledger().authorizations[authorizer][word] &= ~bit;
    }
}

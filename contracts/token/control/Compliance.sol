// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IStablecoinControl} from "../IStablecoin.sol";
import {Issuance} from "./Issuance.sol";

/// @title Compliance
/// @notice Customers, freezing, and seizure from frozen accounts under lawful orders (rule B3). Works while paused.
abstract contract Compliance is Issuance {
    /// @inheritdoc IStablecoinControl
    function addCustomers(address[] calldata accounts, bytes32 evidence) external restricted {
        _requireReferredList(accounts.length, evidence);
        for (uint256 i = 0; i < accounts.length; ++i) {
            _requireUnprotected(accounts[i]);
            _ledger().accounts[accounts[i]].word |= CUSTOMER;
            emit CustomerAdded(accounts[i], evidence);
        }
    }

    /// @inheritdoc IStablecoinControl
    function removeCustomers(address[] calldata accounts, bytes32 evidence) external restricted {
        _requireReferredList(accounts.length, evidence);
        for (uint256 i = 0; i < accounts.length; ++i) {
            _ledger().accounts[accounts[i]].word &= ~CUSTOMER;
            emit CustomerRemoved(accounts[i], evidence);
        }
    }

    /// @inheritdoc IStablecoinControl
    function freeze(address[] calldata accounts, bytes32 orderRef) external restricted {
        _requireReferredList(accounts.length, orderRef);
        for (uint256 i = 0; i < accounts.length; ++i) {
            _requireUnprotected(accounts[i]);
            Account storage account = _ledger().accounts[accounts[i]];
            uint256 word = account.word;
            // the clock of a freeze that stands is not set back, nor a seizure put off, by a second order
            if (word & FROZEN == 0) {
                account.word = word | FROZEN | ((block.timestamp & FROZEN_SINCE_MASK) << FROZEN_SINCE_SHIFT);
            }
            emit Frozen(accounts[i], orderRef);
        }
    }

    /// @inheritdoc IStablecoinControl
    function unfreeze(address[] calldata accounts, bytes32 orderRef) external restricted {
        _requireReferredList(accounts.length, orderRef);
        for (uint256 i = 0; i < accounts.length; ++i) {
            _ledger().accounts[accounts[i]].word &= ~(FROZEN | (FROZEN_SINCE_MASK << FROZEN_SINCE_SHIFT));
            emit Unfrozen(accounts[i], orderRef);
        }
    }

    /// @inheritdoc IStablecoinControl
    function seize(address from, uint256 amount, bytes32 orderRef) external {
        _requireSeizure(from);
        if (amount == 0) revert AmountZero();
        if (orderRef == bytes32(0)) revert ReferenceMissing();
        address to = _control().custody;
        _debit(from, amount, FROZEN);
        _credit(to, amount);
        emit IERC20.Transfer(from, to, amount);
        emit Seized(from, to, orderRef, amount);
    }

    /// @inheritdoc IStablecoinControl
    function burnFrozen(address from, uint256 amount, bytes32 orderRef) external {
        _requireSeizure(from);
        _burn(from, amount, orderRef, FROZEN);
        emit FrozenBurned(from, orderRef, amount);
    }

    /// @inheritdoc IStablecoinControl
    function setCustody(address newCustody) external restricted {
        _setCustody(newCustody);
    }

    /// @inheritdoc IStablecoinControl
    function isFrozen(address account) external view returns (bool) {
        return _ledger().accounts[account].word & FROZEN != 0;
    }

    /// @inheritdoc IStablecoinControl
    function frozenSince(address account) public view returns (uint256) {
        return (_ledger().accounts[account].word >> FROZEN_SINCE_SHIFT) & FROZEN_SINCE_MASK;
    }

    /// @inheritdoc IStablecoinControl
    function isCustomer(address account) external view returns (bool) {
        return _ledger().accounts[account].word & CUSTOMER != 0;
    }

    /// @inheritdoc IStablecoinControl
    function custody() external view returns (address) {
        return _control().custody;
    }

    function _setCustody(address newCustody) internal {
        if (newCustody == address(0) || newCustody == address(this)) revert CustodyInvalid(newCustody);
        ControlStorage storage $ = _control();
        emit CustodyChanged($.custody, newCustody);
        $.custody = newCustody;
    }

    /* PRIVATE */

    /// @dev The access check of {seize} and {burnFrozen}: `restricted`, and that this call was scheduled while the account
    /// was frozen as it still is. AccessManager binds the call, but not the account's state, to the schedule; it forgets
    /// when a call was scheduled, and knows when it fell due.
    function _requireSeizure(address from) private {
        address seizer = _msgSender();
        IAccessManager manager = IAccessManager(authority());
        // read before the check consumes it; 0 for a call that the manager executes, or that needed no schedule
        uint256 due = manager.getSchedule(manager.hashOperation(seizer, address(this), _msgData()));
        _checkCanCall(seizer, _msgData());
        (, uint32 delay) = manager.canCall(seizer, address(this), msg.sig);
        // a delay that was taken away meanwhile leaves the schedule unconsumed
        if (due == 0 || delay == 0) revert SeizureUnscheduled(seizer);
        uint256 since = frozenSince(from);
        if (since == 0) revert AccountNotFrozen(from);
        if (since + delay > due) revert SeizureFreezeBroken(from, since, due - delay);
    }

    function _requireReferredList(uint256 length, bytes32 documentRef) private pure {
        if (documentRef == bytes32(0)) revert ReferenceMissing();
        _requireListed(length);
    }

    function _requireUnprotected(address account) private view {
        if (account == address(0) || account == address(this) || account == address(_control().registry)) {
            revert AccountProtected(account);
        }
    }
}

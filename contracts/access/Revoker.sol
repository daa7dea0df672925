// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {ExecutionGuard} from "./ExecutionGuard.sol";
import {Roles} from "./Roles.sol";

/// @title Revoker
/// @notice Lets the guard revoke any operational key at once, and nothing else (rule O2). Holds ROLE_ADMIN without a
/// delay; since it can only revoke, nothing can be granted through it.
contract Revoker is AccessManaged {
    /// @notice `guard` is another guard: only the board takes that role away, so that one key cannot leave nobody to pause.
    error GuardProtected(address guard);

    constructor(address manager) AccessManaged(manager) {}

    /// @notice Revokes `role` from `account`; of the guards' own role, only the caller's. PAUSER. Reverts with AccessManagerUnauthorizedAccount for a role whose admin
    /// is not ROLE_ADMIN.
    /// @param role An operational role's id (Roles.sol).
    function revoke(uint64 role, address account) external restricted {
        if (role == Roles.PAUSER && account != _msgSender()) revert GuardProtected(account);
        IAccessManager(authority()).revokeRole(role, account);
    }

    /// @inheritdoc AccessManaged
    /// @dev Only through the manager's `updateAuthority`, which CANCELLER can veto; not through its `execute`.
    function setAuthority(address newAuthority) public override {
        ExecutionGuard.requireNotExecuted(authority());
        super.setAuthority(newAuthority);
    }
}

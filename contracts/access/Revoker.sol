// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @title Revoker
/// @notice Lets the guard revoke any operational key at once, and nothing else (rule O2). Holds ROLE_ADMIN without a
/// delay; since it can only revoke, nothing can be granted through it.
contract Revoker is AccessManaged {
    constructor(address manager) AccessManaged(manager) {}

    /// @notice Revokes `role` from `account`. PAUSER. Reverts with AccessManagerUnauthorizedAccount for a role whose admin
    /// is not ROLE_ADMIN.
    /// @param role An operational role's id (Roles.sol).
    function revoke(uint64 role, address account) external restricted {
        IAccessManager(authority()).revokeRole(role, account);
    }
}

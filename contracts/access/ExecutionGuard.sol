// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @title ExecutionGuard
/// @notice Closes the one way past CANCELLER's veto that a stock AccessManager leaves open: its admin may `execute`
/// `setAuthority` on a managed contract, and that selector can be mapped to no role, so it has no guardian. The manager's
/// `updateAuthority` can be vetoed, and stays.
library ExecutionGuard {
    /// @notice Refuses a `setAuthority` that the manager's `execute` is carrying out on this contract.
    /// @dev The manager answers for itself, as caller, with whether it is executing this very selector here.
    function requireNotExecuted(address manager) internal view {
        (bool executed, ) = IAccessManager(manager).canCall(
            manager,
            address(this),
            IAccessManaged.setAuthority.selector
        );
        if (executed) revert IAccessManaged.AccessManagedUnauthorized(msg.sender);
    }
}

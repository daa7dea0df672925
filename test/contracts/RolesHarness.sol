// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../contracts/access/Roles.sol";

/// @title RolesHarness
/// @notice Shows the tables of the Roles library, so that the toolkit's copy can be compared with it.
contract RolesHarness {
    /// @notice Every role id, in the order of the toolkit's table.
    function ids()
        external
        pure
        returns (
            uint64 ADMIN,
            uint64 MINTER,
            uint64 MINT_APPROVER,
            uint64 ONBOARDER,
            uint64 FREEZER,
            uint64 SEIZER,
            uint64 PAUSER,
            uint64 LOOSENER,
            uint64 UPGRADER,
            uint64 CANCELLER,
            uint64 ROLE_ADMIN
        )
    {
        (ADMIN, MINTER, MINT_APPROVER, ONBOARDER) = (Roles.ADMIN, Roles.MINTER, Roles.MINT_APPROVER, Roles.ONBOARDER);
        (FREEZER, SEIZER, PAUSER, LOOSENER) = (Roles.FREEZER, Roles.SEIZER, Roles.PAUSER, Roles.LOOSENER);
        (UPGRADER, CANCELLER, ROLE_ADMIN) = (Roles.UPGRADER, Roles.CANCELLER, Roles.ROLE_ADMIN);
    }

    /// @notice The coin's restricted selectors.
    function coin() external pure returns (Roles.Assignment[] memory) {
        return Roles.coin();
    }

    /// @notice The registry's restricted selectors.
    function registry() external pure returns (Roles.Assignment[] memory) {
        return Roles.registry();
    }

    /// @notice The revoker's restricted selector.
    function revoker() external pure returns (Roles.Assignment[] memory) {
        return Roles.revoker();
    }

    /// @notice The manager's own selectors.
    function manager() external pure returns (Roles.Assignment[] memory) {
        return Roles.manager();
    }

    /// @notice Roles whose admin is ROLE_ADMIN.
    function operational() external pure returns (uint64[] memory) {
        return Roles.operational();
    }

    /// @notice Roles that act after a delay.
    function delayed() external pure returns (uint64[] memory) {
        return Roles.delayed();
    }
}

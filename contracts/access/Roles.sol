// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {IReserveRegistry} from "../reserve/IReserveRegistry.sol";
import {IStablecoinControl} from "../token/IStablecoin.sol";
import {Revoker} from "./Revoker.sol";

/// @title Roles
/// @notice Role ids of the AccessManager, and which role each restricted selector belongs to. One place; the toolkit's
/// table is checked against it. Tightening roles act at once, LOOSENER, UPGRADER and SEIZER after a delay in which
/// CANCELLER may veto (rules O1, O2).
library Roles {
    /// @notice The board's multisig, with the delay D. AccessManager's own id.
    uint64 internal constant ADMIN = 0;
    /// @notice The maker: proposes and sends mints, burns.
    uint64 internal constant MINTER = 1;
    /// @notice The checker: signs each mint, never the maker.
    uint64 internal constant MINT_APPROVER = 2;
    /// @notice Admits customers.
    uint64 internal constant ONBOARDER = 3;
    /// @notice The compliance officer: freezes and removes customers, at once.
    uint64 internal constant FREEZER = 4;
    /// @notice The seizure officer: takes from frozen accounts under lawful orders, after the delay D.
    uint64 internal constant SEIZER = 5;
    /// @notice The guard: pauses, lowers limits, revokes keys, at once; can undo none of it.
    uint64 internal constant PAUSER = 6;
    /// @notice The board: everything that loosens a control, after the delay D.
    uint64 internal constant LOOSENER = 7;
    /// @notice The board: replaces the issuer's face, after the longest delay.
    uint64 internal constant UPGRADER = 8;
    /// @notice Vetoes what waits; never the guard.
    uint64 internal constant CANCELLER = 9;
    /// @notice Admin of the operational roles: the Revoker (revokes only) and the board (delay D).
    uint64 internal constant ROLE_ADMIN = 10;

    /// @notice Selectors of one target that one role may call.
    struct Assignment {
        uint64 role;
        bytes4[] selectors;
    }

    /// @notice The coin's restricted selectors.
    function coin() internal pure returns (Assignment[] memory table) {
        table = new Assignment[](7);
        table[0] = _assign(MINTER, 3);
        table[0].selectors[0] = IStablecoinControl.mint.selector;
        table[0].selectors[1] = IStablecoinControl.mintBatch.selector;
        table[0].selectors[2] = IStablecoinControl.burn.selector;
        table[1] = _assign(ONBOARDER, 1);
        table[1].selectors[0] = IStablecoinControl.addCustomers.selector;
        table[2] = _assign(FREEZER, 2);
        table[2].selectors[0] = IStablecoinControl.freeze.selector;
        table[2].selectors[1] = IStablecoinControl.removeCustomers.selector;
        table[3] = _assign(SEIZER, 2);
        table[3].selectors[0] = IStablecoinControl.seize.selector;
        table[3].selectors[1] = IStablecoinControl.burnFrozen.selector;
        table[4] = _assign(PAUSER, 5);
        table[4].selectors[0] = IStablecoinControl.pauseTransfers.selector;
        table[4].selectors[1] = IStablecoinControl.pauseIssuance.selector;
        table[4].selectors[2] = IStablecoinControl.enableSpenderCheck.selector;
        table[4].selectors[3] = IStablecoinControl.lowerOrderCap.selector;
        table[4].selectors[4] = IStablecoinControl.lowerRateLimit.selector;
        table[5] = _assign(LOOSENER, 10);
        table[5].selectors[0] = IStablecoinControl.unpauseTransfers.selector;
        table[5].selectors[1] = IStablecoinControl.unpauseIssuance.selector;
        table[5].selectors[2] = IStablecoinControl.disableSpenderCheck.selector;
        table[5].selectors[3] = IStablecoinControl.raiseOrderCap.selector;
        table[5].selectors[4] = IStablecoinControl.raiseRateLimit.selector;
        table[5].selectors[5] = IStablecoinControl.unfreeze.selector;
        table[5].selectors[6] = IStablecoinControl.setRegistry.selector;
        table[5].selectors[7] = IStablecoinControl.setCustody.selector;
        table[5].selectors[8] = IStablecoinControl.setContractURI.selector;
        table[5].selectors[9] = IStablecoinControl.rescue.selector;
        table[6] = _assign(UPGRADER, 1);
        table[6].selectors[0] = UUPSUpgradeable.upgradeToAndCall.selector;
    }

    /// @notice The registry's restricted selectors. Attestors and quorum loosen both ways.
    function registry() internal pure returns (Assignment[] memory table) {
        table = new Assignment[](2);
        table[0] = _assign(PAUSER, 2);
        table[0].selectors[0] = IReserveRegistry.raiseCoverage.selector;
        table[0].selectors[1] = IReserveRegistry.lowerMaxReportAge.selector;
        table[1] = _assign(LOOSENER, 5);
        table[1].selectors[0] = IReserveRegistry.lowerCoverage.selector;
        table[1].selectors[1] = IReserveRegistry.raiseMaxReportAge.selector;
        table[1].selectors[2] = IReserveRegistry.addAttestor.selector;
        table[1].selectors[3] = IReserveRegistry.removeAttestor.selector;
        table[1].selectors[4] = IReserveRegistry.setQuorum.selector;
    }

    /// @notice The revoker's restricted selector.
    function revoker() internal pure returns (Assignment[] memory table) {
        table = new Assignment[](1);
        table[0] = _assign(PAUSER, 1);
        table[0].selectors[0] = Revoker.revoke.selector;
    }

    /// @notice The manager's own selectors, mapped to LOOSENER as targets so that CANCELLER, LOOSENER's guardian, can veto
    /// them; calling them still takes their admin role. `revokeRole` is left out: a revocation is never vetoed.
    function manager() internal pure returns (Assignment[] memory table) {
        table = new Assignment[](1);
        table[0] = _assign(LOOSENER, 8);
        table[0].selectors[0] = IAccessManager.grantRole.selector;
        table[0].selectors[1] = IAccessManager.setRoleAdmin.selector;
        table[0].selectors[2] = IAccessManager.setRoleGuardian.selector;
        table[0].selectors[3] = IAccessManager.setGrantDelay.selector;
        table[0].selectors[4] = IAccessManager.setTargetAdminDelay.selector;
        table[0].selectors[5] = IAccessManager.updateAuthority.selector;
        table[0].selectors[6] = IAccessManager.setTargetFunctionRole.selector;
        table[0].selectors[7] = IAccessManager.setTargetClosed.selector;
    }

    /// @notice The roles whose keys the guard can revoke at once: their admin is ROLE_ADMIN.
    function operational() internal pure returns (uint64[] memory roles) {
        roles = new uint64[](6);
        (roles[0], roles[1], roles[2]) = (MINTER, MINT_APPROVER, ONBOARDER);
        (roles[3], roles[4], roles[5]) = (FREEZER, SEIZER, PAUSER);
    }

    /// @notice The roles that act after a delay and that CANCELLER can veto.
    function delayed() internal pure returns (uint64[] memory roles) {
        roles = new uint64[](3);
        (roles[0], roles[1], roles[2]) = (SEIZER, LOOSENER, UPGRADER);
    }

    function _assign(uint64 role, uint256 count) private pure returns (Assignment memory assignment) {
        return Assignment({role: role, selectors: new bytes4[](count)});
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Revoker} from "../../../contracts/access/Revoker.sol";
import {Roles} from "../../../contracts/access/Roles.sol";
import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice Who may call what, as read from the deployed manager: written out here a second time, and compared.
contract RoleTableTest is Orders {
    function test_coin_everyRestrictedSelectorHasItsRole() public view {
        _expectRole(address(coin), IStablecoinControl.mint.selector, Roles.MINTER);
        _expectRole(address(coin), IStablecoinControl.mintBatch.selector, Roles.MINTER);
        _expectRole(address(coin), IStablecoinControl.burn.selector, Roles.MINTER);
        _expectRole(address(coin), IStablecoinControl.seize.selector, Roles.SEIZER);
        _expectRole(address(coin), IStablecoinControl.burnFrozen.selector, Roles.SEIZER);
        _expectRole(address(coin), IStablecoinControl.setCustody.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.setContractURI.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.rescue.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.addCustomers.selector, Roles.ONBOARDER);
        _expectRole(address(coin), IStablecoinControl.removeCustomers.selector, Roles.FREEZER);
        _expectRole(address(coin), IStablecoinControl.freeze.selector, Roles.FREEZER);
        _expectRole(address(coin), IStablecoinControl.unfreeze.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.pauseTransfers.selector, Roles.PAUSER);
        _expectRole(address(coin), IStablecoinControl.unpauseTransfers.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.pauseIssuance.selector, Roles.PAUSER);
        _expectRole(address(coin), IStablecoinControl.unpauseIssuance.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.enableSpenderCheck.selector, Roles.PAUSER);
        _expectRole(address(coin), IStablecoinControl.disableSpenderCheck.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.lowerOrderCap.selector, Roles.PAUSER);
        _expectRole(address(coin), IStablecoinControl.raiseOrderCap.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.lowerRateLimit.selector, Roles.PAUSER);
        _expectRole(address(coin), IStablecoinControl.raiseRateLimit.selector, Roles.LOOSENER);
        _expectRole(address(coin), IStablecoinControl.setRegistry.selector, Roles.LOOSENER);
        _expectRole(address(coin), UUPSUpgradeable.upgradeToAndCall.selector, Roles.UPGRADER);
        vm.assertEq(_count(Roles.coin()), 24);
    }

    function test_registry_everyRestrictedSelectorHasItsRole() public view {
        _expectRole(address(registry), IReserveRegistry.raiseCoverage.selector, Roles.PAUSER);
        _expectRole(address(registry), IReserveRegistry.lowerCoverage.selector, Roles.LOOSENER);
        _expectRole(address(registry), IReserveRegistry.lowerMaxReportAge.selector, Roles.PAUSER);
        _expectRole(address(registry), IReserveRegistry.raiseMaxReportAge.selector, Roles.LOOSENER);
        _expectRole(address(registry), IReserveRegistry.addAttestor.selector, Roles.LOOSENER);
        _expectRole(address(registry), IReserveRegistry.removeAttestor.selector, Roles.LOOSENER);
        _expectRole(address(registry), IReserveRegistry.setQuorum.selector, Roles.LOOSENER);
        vm.assertEq(_count(Roles.registry()), 7);
        _expectRole(address(revoker), Revoker.revoke.selector, Roles.PAUSER);
        vm.assertEq(_count(Roles.revoker()), 1);
    }

    function test_manager_itsOwnSelectorsAreTheLoosenersAsTargets() public view {
        bytes4[8] memory selectors = [
            IAccessManager.grantRole.selector,
            IAccessManager.setRoleAdmin.selector,
            IAccessManager.setRoleGuardian.selector,
            IAccessManager.setGrantDelay.selector,
            IAccessManager.setTargetAdminDelay.selector,
            IAccessManager.updateAuthority.selector,
            IAccessManager.setTargetFunctionRole.selector,
            IAccessManager.setTargetClosed.selector
        ];
        for (uint256 i = 0; i < selectors.length; ++i) _expectRole(address(manager), selectors[i], Roles.LOOSENER);
        vm.assertEq(_count(Roles.manager()), 8);
        // left unmapped on purpose: a revocation is never vetoed, and a label changes nothing
        _expectRole(address(manager), IAccessManager.revokeRole.selector, Roles.ADMIN);
        _expectRole(address(manager), IAccessManager.labelRole.selector, Roles.ADMIN);
    }

    /// @dev None of the tables' functions is left to ADMIN, and each really asks who calls.
    function test_strangers_areRefusedEveryRestrictedFunction() public {
        Roles.Assignment[][3] memory tables = [Roles.coin(), Roles.registry(), Roles.revoker()];
        address[3] memory targets = [address(coin), address(registry), address(revoker)];
        for (uint256 t = 0; t < 3; ++t) _strangerIsRefused(targets[t], tables[t]);
    }

    function test_roles_adminsAndGuardians() public view {
        uint64[6] memory operational = [
            Roles.MINTER,
            Roles.MINT_APPROVER,
            Roles.ONBOARDER,
            Roles.FREEZER,
            Roles.SEIZER,
            Roles.PAUSER
        ];
        for (uint256 i = 0; i < 6; ++i) vm.assertEq(manager.getRoleAdmin(operational[i]), Roles.ROLE_ADMIN);
        uint64[4] memory boards = [Roles.LOOSENER, Roles.UPGRADER, Roles.CANCELLER, Roles.ROLE_ADMIN];
        for (uint256 i = 0; i < 4; ++i) vm.assertEq(manager.getRoleAdmin(boards[i]), Roles.ADMIN);
        uint64[3] memory delayed = [Roles.SEIZER, Roles.LOOSENER, Roles.UPGRADER];
        for (uint256 i = 0; i < 3; ++i) vm.assertEq(manager.getRoleGuardian(delayed[i]), Roles.CANCELLER);
    }

    function test_roles_delays() public view {
        _expectMember(Roles.MINTER, maker, 0);
        _expectMember(Roles.MINT_APPROVER, checker, 0);
        _expectMember(Roles.ONBOARDER, onboarder, 0);
        _expectMember(Roles.FREEZER, freezer, 0);
        _expectMember(Roles.PAUSER, guard, 0);
        _expectMember(Roles.CANCELLER, canceller, 0);
        _expectMember(Roles.ROLE_ADMIN, address(revoker), 0);
        _expectMember(Roles.SEIZER, seizer, DELAY);
        _expectMember(Roles.LOOSENER, board, DELAY);
        _expectMember(Roles.ADMIN, board, DELAY);
        _expectMember(Roles.ROLE_ADMIN, board, DELAY);
        _expectMember(Roles.UPGRADER, board, UPGRADE_DELAY);
        for (uint64 role = Roles.ADMIN; role <= Roles.ROLE_ADMIN; ++role) {
            bool operational = role >= Roles.MINTER && role <= Roles.PAUSER;
            vm.assertEq(
                manager.getRoleGrantDelay(role),
                operational
                    ? 0
                    : role == Roles.UPGRADER
                        ? UPGRADE_DELAY
                        : DELAY
            );
            (bool member, ) = manager.hasRole(role, deployer);
            vm.assertFalse(member);
        }
        address[3] memory targets = [address(registry), address(revoker), address(manager)];
        for (uint256 i = 0; i < 3; ++i) vm.assertEq(manager.getTargetAdminDelay(targets[i]), DELAY);
        vm.assertEq(manager.getTargetAdminDelay(address(coin)), UPGRADE_DELAY);
    }

    function _strangerIsRefused(address target, Roles.Assignment[] memory table) private {
        for (uint256 i = 0; i < table.length; ++i) {
            for (uint256 j = 0; j < table[i].selectors.length; ++j) {
                vm.assertTrue(table[i].role != Roles.ADMIN);
                // zeros for arguments: the access check comes before any of them is looked at
                bytes memory data = bytes.concat(table[i].selectors[j], new bytes(320));
                vm.prank(stranger);
                (bool done, bytes memory answer) = target.call(data);
                vm.assertFalse(done);
                if (table[i].selectors[j] == IStablecoinControl.mint.selector || answer.length == 0) continue;
                vm.assertEq(
                    keccak256(answer),
                    keccak256(abi.encodeWithSignature("AccessManagedUnauthorized(address)", stranger))
                );
            }
        }
    }

    function _expectRole(address target, bytes4 selector, uint64 role) private view {
        vm.assertEq(manager.getTargetFunctionRole(target, selector), role);
    }

    function _expectMember(uint64 role, address account, uint32 delay) private view {
        (bool member, uint32 executionDelay) = manager.hasRole(role, account);
        vm.assertTrue(member);
        vm.assertEq(executionDelay, delay);
    }

    function _count(Roles.Assignment[] memory table) private pure returns (uint256 count) {
        for (uint256 i = 0; i < table.length; ++i) count += table[i].selectors.length;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Orders} from "../Orders.sol";

/// @notice Loosening waits out the delay and can be vetoed: every function that loosens anything, one by one, the
/// manager's own among them.
contract LooseningTest is Orders {
    struct Loosening {
        address target;
        bytes data;
        uint32 delay;
    }

    function test_loosening_waitsOutItsDelayOnTheCoinAndTheRegistry() public {
        Loosening[] memory list = _coinAndRegistry();
        for (uint256 i = 0; i < list.length; ++i) _waitsAndPasses(list[i]);
    }

    function test_loosening_waitsOutItsDelayOnTheManager() public {
        Loosening[] memory list = _manager();
        for (uint256 i = 0; i < list.length; ++i) _waitsAndPasses(list[i]);
    }

    function test_loosening_isVetoedByTheCanceller() public {
        Loosening[] memory list = _coinAndRegistry();
        for (uint256 i = 0; i < list.length; ++i) _isVetoed(list[i]);
        list = _manager();
        for (uint256 i = 0; i < list.length; ++i) _isVetoed(list[i]);
    }

    function test_loosening_isVetoedByNobodyElse() public {
        Loosening[] memory list = _coinAndRegistry();
        address[6] memory others = [guard, maker, checker, freezer, seizer, stranger];
        for (uint256 i = 0; i < list.length; ++i) {
            _schedule(list[i]);
            for (uint256 j = 0; j < others.length; ++j) {
                vm.expectRevert(
                    abi.encodeWithSelector(
                        IAccessManager.AccessManagerUnauthorizedCancel.selector,
                        others[j],
                        board,
                        list[i].target,
                        bytes4(list[i].data)
                    )
                );
                vm.prank(others[j]);
                manager.cancel(board, list[i].target, list[i].data);
            }
        }
    }

    function test_loosening_isScheduledByNobodyElse() public {
        Loosening[] memory list = _coinAndRegistry();
        address[7] memory others = [guard, maker, checker, freezer, seizer, canceller, deployer];
        for (uint256 i = 0; i < list.length; ++i) {
            for (uint256 j = 0; j < others.length; ++j) {
                vm.expectRevert(
                    abi.encodeWithSelector(
                        IAccessManager.AccessManagerUnauthorizedCall.selector,
                        others[j],
                        list[i].target,
                        bytes4(list[i].data)
                    )
                );
                vm.prank(others[j]);
                manager.schedule(list[i].target, list[i].data, 0);
            }
        }
    }

    function test_grant_ofAnOperationalRoleWaitsTheBoardsDelay() public {
        vm.prank(board);
        manager.schedule(address(manager), abi.encodeCall(manager.grantRole, (Roles.MINTER, alice, 0)), 0);
        _skip(DELAY);
        vm.assertFalse(_isMember(Roles.MINTER, alice));
        vm.prank(board);
        manager.grantRole(Roles.MINTER, alice, 0);
        vm.assertTrue(_isMember(Roles.MINTER, alice));
    }

    /// @dev A grant of a role of the board's waits twice: the board's delay, and the role's own.
    function test_grant_ofABoardsRoleWaitsTwice() public {
        _grantTakesEffectAfter(Roles.LOOSENER, DELAY);
        _grantTakesEffectAfter(Roles.CANCELLER, DELAY);
        _grantTakesEffectAfter(Roles.ROLE_ADMIN, DELAY);
        _grantTakesEffectAfter(Roles.ADMIN, DELAY);
        _grantTakesEffectAfter(Roles.UPGRADER, UPGRADE_DELAY);
    }

    /// @dev The one selector that no role can be mapped to: refused when the manager executes it, so that `updateAuthority`,
    /// which can be vetoed, is the only way.
    function test_setAuthority_isRefusedThroughExecute() public {
        address[3] memory targets = [address(coin), address(registry), address(revoker)];
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory data = abi.encodeCall(IAccessManaged.setAuthority, (address(revoker)));
            vm.prank(board);
            manager.schedule(targets[i], data, 0);
            _skip(UPGRADE_DELAY);
            vm.expectRevert(
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(manager))
            );
            vm.prank(board);
            manager.execute(targets[i], data);
            vm.assertEq(IAccessManaged(targets[i]).authority(), address(manager));
        }
    }

    function test_setAuthority_worksThroughUpdateAuthority() public {
        address next = _create("AccessManager.sol:AccessManager", abi.encode(board));
        address[3] memory targets = [address(coin), address(registry), address(revoker)];
        for (uint256 i = 0; i < 3; ++i) {
            _scheduled(
                board,
                address(manager),
                abi.encodeCall(manager.updateAuthority, (targets[i], next)),
                UPGRADE_DELAY
            );
            vm.assertEq(IAccessManaged(targets[i]).authority(), next);
        }
    }

    /// @dev design.md 2.2, point 5: `revokeRole` is left unmapped, so nobody can keep a key alive by a veto.
    function test_revocation_byTheBoardIsNeverVetoed() public {
        bytes memory data = abi.encodeCall(manager.revokeRole, (Roles.MINTER, maker));
        vm.prank(board);
        manager.schedule(address(manager), data, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCancel.selector,
                canceller,
                board,
                address(manager),
                IAccessManager.revokeRole.selector
            )
        );
        vm.prank(canceller);
        manager.cancel(board, address(manager), data);
    }

    function test_canceller_canDoNothingButCancel() public {
        Loosening[] memory list = _coinAndRegistry();
        for (uint256 i = 0; i < list.length; ++i) {
            vm.prank(canceller);
            (bool done, ) = list[i].target.call(list[i].data);
            vm.assertFalse(done);
        }
        vm.prank(canceller);
        (bool paused, ) = address(coin).call(abi.encodeCall(coin.pauseIssuance, ()));
        vm.assertFalse(paused);
    }

    function _grantTakesEffectAfter(uint64 role, uint32 delay) private {
        _asBoard(address(manager), abi.encodeCall(manager.grantRole, (role, alice, 0)));
        _skip(delay - 1);
        vm.assertFalse(_isMember(role, alice));
        _skip(1);
        vm.assertTrue(_isMember(role, alice));
    }

    function _isMember(uint64 role, address account) private view returns (bool member) {
        (member, ) = manager.hasRole(role, account);
    }

    function _waitsAndPasses(Loosening memory loosening) private {
        bytes32 id = manager.hashOperation(board, loosening.target, loosening.data);
        _expectRefusal(loosening, abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        _schedule(loosening);
        _skip(loosening.delay - 1);
        _expectRefusal(loosening, abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        _skip(1);
        vm.prank(board);
        (bool done, ) = loosening.target.call(loosening.data);
        vm.assertTrue(done);
        // once only
        _expectRefusal(loosening, abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
    }

    function _isVetoed(Loosening memory loosening) private {
        _schedule(loosening);
        vm.prank(canceller);
        manager.cancel(board, loosening.target, loosening.data);
        _skip(loosening.delay);
        bytes32 id = manager.hashOperation(board, loosening.target, loosening.data);
        _expectRefusal(loosening, abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
    }

    function _schedule(Loosening memory loosening) private {
        vm.prank(board);
        manager.schedule(loosening.target, loosening.data, 0);
    }

    function _expectRefusal(Loosening memory loosening, bytes memory revertData) private {
        vm.expectRevert(revertData);
        vm.prank(board);
        (bool done, ) = loosening.target.call(loosening.data);
        // the runner has the call succeed if it reverted as expected, and fail if otherwise
        vm.assertTrue(done);
    }

    function _coinAndRegistry() private returns (Loosening[] memory list) {
        address next = address(_deployRegistry(address(coin), "HKD"));
        address coin_ = address(coin);
        address registry_ = address(registry);
        list = new Loosening[](13);
        list[0] = Loosening(coin_, abi.encodeCall(coin.unfreeze, (_one(alice), ORDER_REF)), DELAY);
        list[1] = Loosening(coin_, abi.encodeCall(coin.unpauseTransfers, ()), DELAY);
        list[2] = Loosening(coin_, abi.encodeCall(coin.unpauseIssuance, ()), DELAY);
        list[3] = Loosening(coin_, abi.encodeCall(coin.disableSpenderCheck, ()), DELAY);
        list[4] = Loosening(coin_, abi.encodeCall(coin.raiseOrderCap, (ORDER_CAP + 1)), DELAY);
        list[5] = Loosening(coin_, abi.encodeCall(coin.raiseRateLimit, (RATE_CAPACITY + 1, RATE_WINDOW)), DELAY);
        list[6] = Loosening(coin_, abi.encodeCall(coin.setRegistry, (next)), DELAY);
        list[7] = Loosening(coin_, abi.encodeCall(coin.upgradeToAndCall, (address(control), "")), UPGRADE_DELAY);
        list[8] = Loosening(registry_, abi.encodeCall(registry.lowerCoverage, (COVERAGE)), DELAY);
        list[9] = Loosening(registry_, abi.encodeCall(registry.raiseMaxReportAge, (MAX_REPORT_AGE + 1)), DELAY);
        list[10] = Loosening(
            registry_,
            abi.encodeCall(registry.addAttestor, (stranger, IReserveRegistry.AttestorClass.Auditor)),
            DELAY
        );
        list[11] = Loosening(registry_, abi.encodeCall(registry.removeAttestor, (custodian)), DELAY);
        list[12] = Loosening(registry_, abi.encodeCall(registry.setQuorum, (IReserveRegistry.Quorum(1, 0, 1))), DELAY);
    }

    function _manager() private view returns (Loosening[] memory list) {
        address manager_ = address(manager);
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = coin.mint.selector;
        list = new Loosening[](10);
        list[0] = Loosening(manager_, abi.encodeCall(manager.grantRole, (Roles.MINTER, alice, 0)), DELAY);
        list[1] = Loosening(manager_, abi.encodeCall(manager.grantRole, (Roles.LOOSENER, alice, 0)), DELAY);
        list[2] = Loosening(manager_, abi.encodeCall(manager.grantRole, (Roles.ADMIN, alice, 0)), DELAY);
        list[3] = Loosening(manager_, abi.encodeCall(manager.setRoleAdmin, (Roles.SEIZER, Roles.ADMIN)), DELAY);
        list[4] = Loosening(manager_, abi.encodeCall(manager.setRoleGuardian, (Roles.PAUSER, Roles.CANCELLER)), DELAY);
        list[5] = Loosening(manager_, abi.encodeCall(manager.setGrantDelay, (Roles.SEIZER, 0)), DELAY);
        list[6] = Loosening(manager_, abi.encodeCall(manager.setTargetAdminDelay, (address(revoker), 0)), DELAY);
        // as long as an upgrade: a selector given away must not be the quicker way to one
        list[7] = Loosening(
            manager_,
            abi.encodeCall(manager.setTargetFunctionRole, (address(coin), selectors, Roles.PAUSER)),
            UPGRADE_DELAY
        );
        list[8] = Loosening(manager_, abi.encodeCall(manager.setTargetClosed, (address(revoker), true)), DELAY);
        list[9] = Loosening(
            manager_,
            abi.encodeCall(manager.updateAuthority, (address(registry), address(manager))),
            DELAY
        );
    }
}

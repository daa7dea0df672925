// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Revoker} from "../../../contracts/access/Revoker.sol";
import {Roles} from "../../../contracts/access/Roles.sol";
import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice Tightening is instant, and one key is enough for it; no one key can undo it, and no one key can mint.
contract TighteningTest is Orders {
    function test_guard_tightensEverythingAtOnce() public {
        vm.startPrank(guard);
        coin.pauseTransfers();
        coin.pauseIssuance();
        coin.enableSpenderCheck();
        coin.lowerOrderCap(1);
        coin.lowerRateLimit(1, RATE_WINDOW);
        registry.raiseCoverage(10_001);
        registry.lowerMaxReportAge(1 hours);
        revoker.revoke(Roles.MINTER, maker);
        vm.stopPrank();
        vm.assertTrue(coin.transfersPaused() && coin.issuancePaused());
        vm.assertEq(coin.orderCap(), 1);
        vm.assertEq(registry.coverage(), 10_001);
    }

    function test_guard_undoesNothing() public {
        vm.startPrank(guard);
        coin.pauseTransfers();
        coin.pauseIssuance();
        vm.stopPrank();
        bytes[] memory undoing = new bytes[](5);
        undoing[0] = abi.encodeCall(coin.unpauseTransfers, ());
        undoing[1] = abi.encodeCall(coin.unpauseIssuance, ());
        undoing[2] = abi.encodeCall(coin.disableSpenderCheck, ());
        undoing[3] = abi.encodeCall(coin.raiseOrderCap, (type(uint96).max));
        undoing[4] = abi.encodeCall(coin.raiseRateLimit, (type(uint112).max, 1));
        for (uint256 i = 0; i < undoing.length; ++i) {
            _refuseCall(guard, undoing[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAccessManager.AccessManagerUnauthorizedCall.selector,
                    guard,
                    address(coin),
                    bytes4(undoing[i])
                )
            );
            vm.prank(guard);
            manager.schedule(address(coin), undoing[i], 0);
        }
        vm.assertTrue(coin.transfersPaused() && coin.issuancePaused() && coin.spenderCheck());
    }

    function test_freezer_actsAtOnce() public {
        vm.startPrank(freezer);
        coin.freeze(_one(customer), ORDER_REF);
        coin.removeCustomers(_one(customer), EVIDENCE);
        vm.stopPrank();
        vm.assertTrue(coin.isFrozen(customer) && !coin.isCustomer(customer));
    }

    /* REVOKING */

    function test_revoker_endsAMinterAtOnce() public {
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        bytes memory approval = _approve(order);
        vm.prank(guard);
        revoker.revoke(Roles.MINTER, maker);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, maker));
        vm.prank(maker);
        coin.mint(order, checker, approval);
    }

    function test_revoker_endsEveryOperationalKeyAtOnce() public {
        uint64[6] memory roles = [
            Roles.MINTER,
            Roles.MINT_APPROVER,
            Roles.ONBOARDER,
            Roles.FREEZER,
            Roles.SEIZER,
            Roles.PAUSER
        ];
        address[6] memory holders = [maker, checker, onboarder, freezer, seizer, guard];
        for (uint256 i = 0; i < 6; ++i) {
            vm.prank(guard);
            revoker.revoke(roles[i], holders[i]);
            (bool member, ) = manager.hasRole(roles[i], holders[i]);
            vm.assertFalse(member);
        }
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guard));
        vm.prank(guard);
        coin.pauseIssuance();
    }

    function test_revoker_touchesNeitherBoardNorCanceller() public {
        uint64[5] memory roles = [Roles.ADMIN, Roles.LOOSENER, Roles.UPGRADER, Roles.CANCELLER, Roles.ROLE_ADMIN];
        for (uint256 i = 0; i < 5; ++i) {
            address holder = roles[i] == Roles.CANCELLER ? canceller : board;
            vm.expectRevert(
                abi.encodeWithSelector(
                    IAccessManager.AccessManagerUnauthorizedAccount.selector,
                    address(revoker),
                    Roles.ADMIN
                )
            );
            vm.prank(guard);
            revoker.revoke(roles[i], holder);
            (bool member, ) = manager.hasRole(roles[i], holder);
            vm.assertTrue(member);
        }
    }

    /// @dev One stolen guard's key must not leave nobody to pause.
    function test_revoker_leavesAnotherGuardAlone() public {
        _grant(Roles.PAUSER, alice, 0);
        vm.expectRevert(abi.encodeWithSelector(Revoker.GuardProtected.selector, guard));
        vm.prank(alice);
        revoker.revoke(Roles.PAUSER, guard);
        vm.prank(alice);
        revoker.revoke(Roles.PAUSER, alice);
        vm.prank(guard);
        coin.pauseIssuance();
        vm.assertTrue(coin.issuancePaused());
    }

    function test_revoker_servesTheGuardAlone() public {
        address[4] memory others = [maker, freezer, canceller, stranger];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            revoker.revoke(Roles.MINTER, maker);
        }
    }

    function test_guard_revokesOnlyThroughTheRevokerAndGrantsNothing() public {
        vm.startPrank(guard);
        for (uint64 role = Roles.MINTER; role <= Roles.PAUSER; ++role) {
            bytes memory refusal = abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedAccount.selector,
                guard,
                Roles.ROLE_ADMIN
            );
            vm.expectRevert(refusal);
            manager.revokeRole(role, maker);
            vm.expectRevert(refusal);
            manager.grantRole(role, guard, 0);
        }
        vm.stopPrank();
    }

    /* NOBODY ALONE MINTS */

    /// @dev Every key of the house in turn, maker and approver both: directly and through the manager.
    function test_mint_isBeyondEverySingleKey() public {
        address[10] memory everybody = [
            maker,
            checker,
            onboarder,
            freezer,
            seizer,
            guard,
            board,
            canceller,
            deployer,
            officer
        ];
        for (uint256 i = 0; i < everybody.length; ++i) {
            IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
            order.maker = everybody[i];
            bytes memory own = _sign(everybody[i], coin.mintOrderHash(order));
            address[2] memory approvers = [everybody[i], checker];
            for (uint256 j = 0; j < 2; ++j) {
                bytes memory data = abi.encodeCall(coin.mint, (order, approvers[j], own));
                if (everybody[i] == checker && j == 1) continue;
                vm.prank(everybody[i]);
                (bool done, ) = address(coin).call(data);
                vm.assertFalse(done);
                vm.prank(everybody[i]);
                (done, ) = address(manager).call(abi.encodeCall(manager.execute, (address(coin), data)));
                vm.assertFalse(done);
            }
        }
        vm.assertEq(coin.everMinted(), 0);
    }

    function test_setAuthority_isTheManagersAlone() public {
        address[3] memory others = [board, guard, deployer];
        for (uint256 i = 0; i < 3; ++i) _refuseCall(others[i], abi.encodeCall(coin.setAuthority, (address(revoker))));
        vm.assertEq(coin.authority(), address(manager));
    }

    function _refuseCall(address caller, bytes memory data) private {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        (bool done, ) = address(coin).call(data);
        // the runner has the call succeed if it reverted as expected, and fail if otherwise
        vm.assertTrue(done);
    }
}

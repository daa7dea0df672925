// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Reports} from "../Reports.sol";

/// @notice Attestors, quorum and the two settings: who changes them, in which direction, and how far.
contract RegistrySettingsTest is Reports {
    /* ATTESTORS */

    function test_attestors_ofTheConstructor() public view {
        vm.assertTrue(registry.attestorClass(officer) == IReserveRegistry.AttestorClass.IssuerOfficer);
        vm.assertTrue(registry.attestorClass(custodian) == IReserveRegistry.AttestorClass.Custodian);
        vm.assertTrue(registry.attestorClass(auditor2) == IReserveRegistry.AttestorClass.Auditor);
        vm.assertTrue(registry.attestorClass(stranger) == IReserveRegistry.AttestorClass.None);
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.IssuerOfficer), 2);
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.Custodian), 1);
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.Auditor), 2);
        vm.assertEq(registry.coin(), address(coin));
        vm.assertEq(registry.currency(), "HKD");
    }

    function test_addAttestor_addsCountsAndEmits() public {
        bytes memory data = abi.encodeCall(registry.addAttestor, (stranger, IReserveRegistry.AttestorClass.Custodian));
        vm.prank(board);
        manager.schedule(address(registry), data, 0);
        _skip(DELAY);
        vm.expectEmit(address(registry));
        emit IReserveRegistry.AttestorAdded(stranger, IReserveRegistry.AttestorClass.Custodian);
        vm.prank(board);
        registry.addAttestor(stranger, IReserveRegistry.AttestorClass.Custodian);
        vm.assertTrue(registry.attestorClass(stranger) == IReserveRegistry.AttestorClass.Custodian);
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.Custodian), 2);
    }

    function test_addAttestor_refusesZeroContractsNoClassAndASecondClass() public {
        IReserveRegistry.AttestorClass class = IReserveRegistry.AttestorClass.Auditor;
        _refuseAttestor(address(0), class);
        _refuseAttestor(address(coin), class);
        _refuseAttestor(stranger, IReserveRegistry.AttestorClass.None);
        _refuseAttestor(auditor, class);
        _refuseAttestor(officer, class);
        vm.assertEq(registry.attestorCount(class), 2);
    }

    function test_removeAttestor_removesUncountsAndEmits() public {
        vm.prank(board);
        manager.schedule(address(registry), abi.encodeCall(registry.removeAttestor, (custodian)), 0);
        _skip(DELAY);
        vm.expectEmit(address(registry));
        emit IReserveRegistry.AttestorRemoved(custodian, IReserveRegistry.AttestorClass.Custodian);
        vm.prank(board);
        registry.removeAttestor(custodian);
        vm.assertTrue(registry.attestorClass(custodian) == IReserveRegistry.AttestorClass.None);
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.Custodian), 0);
    }

    function test_removeAttestor_leavesEnoughForTheQuorum() public {
        _asBoard(address(registry), abi.encodeCall(registry.removeAttestor, (auditor)));
        _refuseBoard(
            abi.encodeCall(registry.removeAttestor, (auditor2)),
            _quorumInvalid(IReserveRegistry.AttestorClass.Auditor, 1, 0)
        );
        vm.assertTrue(registry.attestorClass(auditor2) == IReserveRegistry.AttestorClass.Auditor);
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.Auditor), 1);
    }

    function test_removeAttestor_refusesAStranger() public {
        _refuseBoard(
            abi.encodeCall(registry.removeAttestor, (stranger)),
            abi.encodeWithSelector(IReserveRegistry.AttestorInvalid.selector, stranger)
        );
    }

    function test_attestor_mayChangeClassByRemovalAndAddition() public {
        _asBoard(address(registry), abi.encodeCall(registry.removeAttestor, (auditor)));
        _asBoard(
            address(registry),
            abi.encodeCall(registry.addAttestor, (auditor, IReserveRegistry.AttestorClass.IssuerOfficer))
        );
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.IssuerOfficer), 3);
        vm.assertEq(registry.attestorCount(IReserveRegistry.AttestorClass.Auditor), 1);
    }

    /* QUORUM */

    function test_quorum_changesAndEmits() public {
        IReserveRegistry.Quorum memory newQuorum = IReserveRegistry.Quorum(2, 1, 2);
        vm.prank(board);
        manager.schedule(address(registry), abi.encodeCall(registry.setQuorum, (newQuorum)), 0);
        _skip(DELAY);
        vm.expectEmit(address(registry));
        emit IReserveRegistry.QuorumChanged(IReserveRegistry.Quorum(1, 0, 1), newQuorum);
        vm.prank(board);
        registry.setQuorum(newQuorum);
        IReserveRegistry.Quorum memory quorum = registry.quorum();
        vm.assertEq(quorum.issuerOfficers, 2);
        vm.assertEq(quorum.custodians, 1);
        vm.assertEq(quorum.auditors, 2);
    }

    function test_quorum_refusesMoreThanAClassHas() public {
        _refuseQuorum(3, 0, 1, IReserveRegistry.AttestorClass.IssuerOfficer, 3, 2);
        _refuseQuorum(1, 2, 1, IReserveRegistry.AttestorClass.Custodian, 2, 1);
        _refuseQuorum(1, 0, 3, IReserveRegistry.AttestorClass.Auditor, 3, 2);
    }

    function test_quorum_refusesOneWithoutAnOfficerOrWithOfficersAlone() public {
        _refuseQuorum(0, 1, 1, IReserveRegistry.AttestorClass.IssuerOfficer, 0, 0);
        _refuseQuorum(2, 0, 0, IReserveRegistry.AttestorClass.Auditor, 0, 0);
        _asBoard(address(registry), abi.encodeCall(registry.setQuorum, (IReserveRegistry.Quorum(1, 1, 0))));
        vm.assertEq(registry.quorum().custodians, 1);
    }

    /* COVERAGE */

    function test_coverage_raisesAtOnceAndLowersAfterTheDelay() public {
        vm.expectEmit(address(registry));
        emit IReserveRegistry.CoverageChanged(COVERAGE, 10_500);
        vm.prank(guard);
        registry.raiseCoverage(10_500);
        vm.assertEq(registry.coverage(), 10_500);
        _asBoard(address(registry), abi.encodeCall(registry.lowerCoverage, (10_000)));
        vm.assertEq(registry.coverage(), 10_000);
        vm.prank(guard);
        registry.raiseCoverage(type(uint16).max);
        vm.assertEq(registry.coverage(), type(uint16).max);
    }

    function test_coverage_refusesTheWrongDirectionAndLessThanPar() public {
        vm.prank(guard);
        registry.raiseCoverage(10_500);
        vm.expectRevert(_wrongDirection(10_500, 10_499));
        vm.prank(guard);
        registry.raiseCoverage(10_499);
        _refuseBoard(abi.encodeCall(registry.lowerCoverage, (10_501)), _wrongDirection(10_500, 10_501));
        _refuseBoard(abi.encodeCall(registry.lowerCoverage, (9_999)), _outOfRange(9_999, 10_000, 65_535));
    }

    /* LIFE OF A REPORT */

    function test_maxReportAge_lowersAtOnceAndRaisesAfterTheDelay() public {
        vm.expectEmit(address(registry));
        emit IReserveRegistry.MaxReportAgeChanged(MAX_REPORT_AGE, 1);
        vm.prank(guard);
        registry.lowerMaxReportAge(1);
        vm.assertEq(registry.maxReportAge(), 1);
        _asBoard(address(registry), abi.encodeCall(registry.raiseMaxReportAge, (30 days)));
        vm.assertEq(registry.maxReportAge(), 30 days);
    }

    function test_maxReportAge_refusesTheWrongDirectionZeroAndTooLong() public {
        vm.expectRevert(_wrongDirection(MAX_REPORT_AGE, MAX_REPORT_AGE + 1));
        vm.prank(guard);
        registry.lowerMaxReportAge(MAX_REPORT_AGE + 1);
        vm.expectRevert(_outOfRange(0, 1, 30 days));
        vm.prank(guard);
        registry.lowerMaxReportAge(0);
        _refuseBoard(
            abi.encodeCall(registry.raiseMaxReportAge, (MAX_REPORT_AGE - 1)),
            _wrongDirection(MAX_REPORT_AGE, MAX_REPORT_AGE - 1)
        );
        _refuseBoard(abi.encodeCall(registry.raiseMaxReportAge, (30 days + 1)), _outOfRange(30 days + 1, 1, 30 days));
    }

    function test_settings_takeTheFigureThatStands() public {
        vm.startPrank(guard);
        registry.lowerMaxReportAge(MAX_REPORT_AGE);
        registry.raiseCoverage(COVERAGE);
        vm.stopPrank();
        _asBoard(address(registry), abi.encodeCall(registry.raiseMaxReportAge, (MAX_REPORT_AGE)));
        _asBoard(address(registry), abi.encodeCall(registry.lowerCoverage, (COVERAGE)));
        vm.assertEq(registry.maxReportAge(), MAX_REPORT_AGE);
        vm.assertEq(registry.coverage(), COVERAGE);
    }

    /* CONSTRUCTOR */

    function test_constructor_holdsToTheSameRules() public {
        IReserveRegistry.Quorum memory good = IReserveRegistry.Quorum(1, 0, 1);
        IReserveRegistry.Attestor[] memory attestors = _attestors();
        vm.expectRevert(_outOfRange(9_999, 10_000, 65_535));
        this.create(9_999, 1 days, attestors, good);
        vm.expectRevert(_outOfRange(0, 1, 30 days));
        this.create(10_000, 0, attestors, good);
        vm.expectRevert(_outOfRange(30 days + 1, 1, 30 days));
        this.create(10_000, 30 days + 1, attestors, good);
        vm.expectRevert(_quorumInvalid(IReserveRegistry.AttestorClass.Auditor, 0, 0));
        this.create(10_000, 1 days, attestors, IReserveRegistry.Quorum(1, 0, 0));
        attestors[1].account = attestors[0].account;
        vm.expectRevert(abi.encodeWithSelector(IReserveRegistry.AttestorInvalid.selector, officer));
        this.create(10_000, 1 days, attestors, good);
        vm.expectRevert(_quorumInvalid(IReserveRegistry.AttestorClass.IssuerOfficer, 1, 0));
        this.create(10_000, 1 days, new IReserveRegistry.Attestor[](0), good);
    }

    /// @dev External, so that a refusal can be expected.
    function create(
        uint16 coverage,
        uint64 age,
        IReserveRegistry.Attestor[] memory attestors,
        IReserveRegistry.Quorum memory quorum
    ) external {
        _createProduct(
            "ReserveRegistry",
            "contracts/reserve",
            abi.encode(address(manager), address(coin), "HKD", DOMAIN_SALT, coverage, age, attestors, quorum)
        );
    }

    function _refuseAttestor(address account, IReserveRegistry.AttestorClass class) private {
        _refuseBoard(
            abi.encodeCall(registry.addAttestor, (account, class)),
            abi.encodeWithSelector(IReserveRegistry.AttestorInvalid.selector, account)
        );
    }

    function _refuseQuorum(
        uint8 officers,
        uint8 custodians,
        uint8 auditors,
        IReserveRegistry.AttestorClass class,
        uint256 needed,
        uint256 members
    ) private {
        _refuseBoard(
            abi.encodeCall(registry.setQuorum, (IReserveRegistry.Quorum(officers, custodians, auditors))),
            _quorumInvalid(class, needed, members)
        );
    }

    function _refuseBoard(bytes memory data, bytes memory revertData) private {
        vm.prank(board);
        manager.schedule(address(registry), data, 0);
        _skip(DELAY);
        vm.expectRevert(revertData);
        vm.prank(board);
        (bool done, ) = address(registry).call(data);
        // the runner has the call succeed if it reverted as expected, and fail if otherwise
        vm.assertTrue(done);
    }

    function _quorumInvalid(
        IReserveRegistry.AttestorClass class,
        uint256 needed,
        uint256 members
    ) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IReserveRegistry.QuorumInvalid.selector, class, needed, members);
    }

    function _wrongDirection(uint256 oldValue, uint256 newValue) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IReserveRegistry.WrongDirection.selector, oldValue, newValue);
    }

    function _outOfRange(uint256 value, uint256 minimum, uint256 maximum) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IReserveRegistry.SettingOutOfRange.selector, value, minimum, maximum);
    }
}

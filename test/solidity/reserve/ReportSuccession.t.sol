// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Reports} from "../Reports.sol";

/// @notice A report is of this currency, follows the last one, and is in force for a bounded time.
contract ReportSuccessionTest is Reports {
    function test_report_isStoredAsAcceptedAndAnnounced() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        bytes32 digest = registry.reportDigest(report);
        bytes[] memory signatures = _signatures(report, _pair(officer, auditor));
        vm.expectEmit(address(registry));
        emit IReserveRegistry.ReportAccepted(1, digest, report, _ascending(_pair(officer, auditor)));
        vm.prank(stranger);
        registry.submitReport(report, signatures);

        IReserveRegistry.Acceptance memory last = registry.lastReport();
        vm.assertEq(last.sequence, 1);
        vm.assertEq(last.asOf, report.asOf);
        vm.assertEq(last.validUntil, report.validUntil);
        vm.assertEq(last.mintLimit, 300e6);
        vm.assertEq(last.reserves, 500e6);
        vm.assertEq(last.digest, digest);
        vm.assertEq(registry.mintLimit(), 300e6);
    }

    function test_mintLimit_isZeroBeforeTheFirstReport() public view {
        vm.assertEq(registry.mintLimit(), 0);
        vm.assertEq(registry.lastReport().sequence, 0);
        vm.assertEq(registry.lastReport().digest, bytes32(0));
    }

    function test_mintLimit_endsWithTheReportsLastSecond() public {
        _submit(_report(500e6, 300e6));
        uint256 validUntil = registry.lastReport().validUntil;
        vm.warp(validUntil);
        vm.assertEq(registry.mintLimit(), 300e6);
        vm.warp(validUntil + 1);
        vm.assertEq(registry.mintLimit(), 0);
        vm.assertEq(registry.lastReport().mintLimit, 300e6);
    }

    /* CURRENCY */

    function test_currency_refusesAnothers() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.currency = "USD";
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportCurrency.selector, "USD", "HKD"));
        report.currency = "";
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportCurrency.selector, "", "HKD"));
    }

    /* SEQUENCE */

    function test_sequence_refusesZeroTheSameAndALower() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.sequence = 0;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportSequence.selector, 0, 0));
        report.sequence = 5;
        _submit(report);
        report = _report(500e6, 300e6);
        report.sequence = 5;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportSequence.selector, 5, 5));
        report.sequence = 4;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportSequence.selector, 4, 5));
    }

    function test_sequence_refusesTheSameReportTwice() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        _submit(report);
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportSequence.selector, 1, 1));
    }

    function test_sequence_mayMissSome() public {
        _submit(_report(500e6, 300e6));
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.sequence = 9;
        report.previous = keccak256("a report this chain has not seen");
        _submit(report);
        vm.assertEq(registry.lastReport().sequence, 9);
    }

    function test_sequence_theLastOneOfAllStillAnswers() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.sequence = type(uint64).max;
        _submit(report);
        report = _report(500e6, 300e6, type(uint64).max);
        _refuseReport(
            report,
            abi.encodeWithSelector(IReserveRegistry.ReportSequence.selector, type(uint64).max, type(uint64).max)
        );
    }

    /* PREVIOUS */

    function test_previous_isZeroForTheFirst() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.previous = bytes32(uint256(1));
        _refuseReport(
            report,
            abi.encodeWithSelector(IReserveRegistry.ReportPrevious.selector, bytes32(uint256(1)), bytes32(0))
        );
    }

    function test_previous_isCheckedForAdjacentSequences() public {
        _submit(_report(500e6, 300e6));
        bytes32 digest = registry.lastReport().digest;
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.previous = bytes32(0);
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportPrevious.selector, bytes32(0), digest));
        report.previous = digest;
        _submit(report);
        vm.assertEq(registry.lastReport().sequence, 2);
    }

    /* AS OF */

    function test_asOf_mayBeTheLastOnesButNotBefore() public {
        _submit(_report(500e6, 300e6));
        uint64 last = registry.lastReport().asOf;
        _skip(1 hours);
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.asOf = last - 1;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportAsOf.selector, last - 1, last, _now()));
        report.asOf = last;
        _submit(report);
        vm.assertEq(registry.lastReport().sequence, 2);
    }

    function test_asOf_mayBeNowButNotLater() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.asOf = uint64(_now() + 1);
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportAsOf.selector, _now() + 1, 0, _now()));
        report.asOf = uint64(_now());
        _submit(report);
    }

    /* VALID UNTIL */

    function test_validUntil_mayBeNowButNotBefore() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.validUntil = uint64(_now() - 1);
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportExpired.selector, _now() - 1, _now()));
        report.validUntil = uint64(_now());
        _submit(report);
        vm.assertEq(registry.mintLimit(), 300e6);
        _skip(1);
        vm.assertEq(registry.mintLimit(), 0);
    }

    function test_validUntil_isBoundedFromAsOf() public {
        IReserveRegistry.ReserveReport memory report = _report(500e6, 300e6);
        report.asOf = uint64(_now() - 1 days);
        uint64 latest = report.asOf + MAX_REPORT_AGE;
        report.validUntil = latest + 1;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.ReportTooLong.selector, latest + 1, latest));
        report.validUntil = latest;
        _submit(report);
        vm.assertEq(registry.lastReport().validUntil, latest);
    }

    /// @dev As {_report}, where the next sequence cannot be told from the last.
    function _report(
        uint256 reserves,
        uint256 limit,
        uint64 sequence
    ) private view returns (IReserveRegistry.ReserveReport memory report) {
        IReserveRegistry.Acceptance memory last = registry.lastReport();
        report.currency = "HKD";
        report.sequence = sequence;
        report.previous = last.digest;
        report.asOf = uint64(_now());
        report.validUntil = uint64(_now());
        report.reserves = reserves;
        report.allocations = new IReserveRegistry.Allocation[](1);
        report.allocations[0] = _ownLine(limit);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Orders} from "../Orders.sol";

/// @notice The acceptance rule: the sum over chains of (max(mintLimit, carried, minted) - burned) times coverage is at
/// most the reserves, or every limit is zero.
contract ReportCoverageTest is Orders {
    uint256 private constant BASE = 10_000_000e6;

    function test_rule_takesCoverageExactlyAndRefusesOneUnitLess() public {
        _refuseReport(_report(BASE - 1, BASE), _notCovered(BASE * 10_000, (BASE - 1) * 10_000));
        _submit(_report(BASE, BASE));
        vm.assertEq(registry.mintLimit(), BASE);
    }

    function test_rule_countsWhatAnEarlierLimitMayHaveLetThrough() public {
        // the new limit is low, but the one in force lets 10,000,000 through until this report arrives
        _refuseReport(_report(BASE - 1, 1), _notCovered(BASE * 10_000, (BASE - 1) * 10_000));
        _submit(_report(BASE, 1));
        vm.assertEq(registry.mintLimit(), 1);
    }

    function test_rule_countsWhatWasMintedAboveTheNewLimit() public {
        _fund(maker, 700e6);
        _skip(2 days);
        IReserveRegistry.ReserveReport memory report = _report(700e6 - 1, 5);
        // the last report has expired; it is the minted tokens that count now
        report.allocations[0].carried = 0;
        _refuseReport(report, _notCovered(700e6 * 10_000, (700e6 - 1) * 10_000));
        report.reserves = 700e6;
        _submit(report);
        vm.assertEq(registry.mintLimit(), 5);
    }

    function test_rule_takesOffWhatWasBurned() public {
        _fund(maker, 700e6);
        vm.prank(maker);
        coin.burn(200e6, keccak256("burn"));
        _refuseReport(
            _report(BASE - 200e6 - 1, BASE),
            _notCovered((BASE - 200e6) * 10_000, (BASE - 200e6 - 1) * 10_000)
        );
        _submit(_report(BASE - 200e6, BASE));
        vm.assertEq(registry.mintLimit(), BASE);
    }

    function test_rule_addsEveryChain() public {
        IReserveRegistry.ReserveReport memory report = _report(0, BASE);
        report.allocations = new IReserveRegistry.Allocation[](4);
        report.allocations[0] = _ownLine(BASE);
        // limit, carried and minted each the highest once
        report.allocations[1] = _foreignLine(block.chainid + 1, 50, 20, 60, 100);
        report.allocations[2] = _foreignLine(block.chainid + 2, 50, 20, 300, 100);
        report.allocations[3] = _foreignLine(block.chainid + 3, 500, 40, 300, 100);
        uint256 outstanding = BASE + 80 + 280 + 460;
        report.reserves = outstanding - 1;
        _refuseReport(report, _notCovered(outstanding * 10_000, (outstanding - 1) * 10_000));
        report.reserves = outstanding;
        _submit(report);
        vm.assertEq(registry.mintLimit(), BASE);
    }

    function test_rule_asksForTheCoverage() public {
        vm.prank(guard);
        registry.raiseCoverage(10_250);
        // 10,000,000 at 102.5 %
        uint256 needed = 10_250_000e6;
        _refuseReport(_report(needed - 1, BASE), _notCovered(BASE * 10_250, (needed - 1) * 10_000));
        _submit(_report(needed, BASE));
    }

    /// @dev 3 units at 102.5 % are 3.075: basis points are compared, nothing is rounded away.
    function test_rule_roundsNothing() public {
        vm.prank(guard);
        registry.raiseCoverage(10_250);
        _skip(2 days);
        IReserveRegistry.ReserveReport memory report = _report(3, 3);
        report.allocations[0].carried = 0;
        _refuseReport(report, _notCovered(3 * 10_250, 30_000));
        report.reserves = 4;
        _submit(report);
        vm.assertEq(registry.mintLimit(), 3);
    }

    function test_rule_publishesAShortfallThatStopsMinting() public {
        _fund(maker, 700e6);
        _submit(_report(1, 0));
        vm.assertEq(registry.mintLimit(), 0);
        vm.assertEq(registry.lastReport().reserves, 1);
        vm.assertEq(registry.lastReport().sequence, 2);
    }

    function test_rule_publishesNoShortfallWithALimitAnywhere() public {
        _fund(maker, 700e6);
        IReserveRegistry.ReserveReport memory report = _report(1, 0);
        report = _withLines(report, report.allocations[0], _foreignLine(block.chainid + 1, 0, 0, 0, 1));
        _refuseReport(report, _notCovered((BASE + 1) * 10_000, 10_000));
    }

    /// @dev The rule, stated a second time in plain words over any figures of two other chains.
    function testFuzz_rule_holdsForAnyFigures(
        uint112[8] memory figures,
        uint112 reserves,
        uint112 limit,
        uint16 coverage
    ) public {
        if (coverage < 10_000) coverage = 10_000;
        vm.prank(guard);
        registry.raiseCoverage(coverage);
        IReserveRegistry.ReserveReport memory report = _report(reserves, limit);
        report.allocations = new IReserveRegistry.Allocation[](3);
        report.allocations[0] = _ownLine(limit);
        uint256 outstanding = limit > BASE ? limit : BASE;
        for (uint256 i = 0; i < 2; ++i) {
            uint256 minted = figures[4 * i];
            uint256 burned = minted == 0 ? 0 : figures[4 * i + 1] % minted;
            uint256 carried = figures[4 * i + 2];
            uint256 allowed = figures[4 * i + 3];
            report.allocations[i + 1] = _foreignLine(block.chainid + 1 + i, minted, burned, carried, allowed);
            uint256 worst = minted > carried ? minted : carried;
            outstanding += (worst > allowed ? worst : allowed) - burned;
        }
        bool covered = outstanding * coverage <= uint256(reserves) * 10_000;
        bool silent = limit == 0 && figures[3] == 0 && figures[7] == 0;
        if (covered || silent) {
            _submit(report);
            vm.assertEq(registry.mintLimit(), limit);
        } else {
            _refuseReport(report, _notCovered(outstanding * coverage, uint256(reserves) * 10_000));
        }
    }

    function _notCovered(uint256 required, uint256 available) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IReserveRegistry.ReportNotCovered.selector, required, available);
    }
}

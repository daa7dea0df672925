// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Orders} from "../Orders.sol";

/// @notice The lines of a report: in order, in range, none dropped, and this chain's own one true.
contract ReportAllocationsTest is Orders {
    uint256 private constant LIMIT = 10_000_000e6;
    uint256 private constant MINTED = 800e6;
    uint256 private constant BURNED = 300e6;

    /// @dev A report of 10,000,000 is in force; 800 minted, 300 burned.
    function setUp() public override {
        super.setUp();
        _fund(maker, MINTED);
        vm.prank(maker);
        coin.burn(BURNED, keccak256("burn"));
    }

    /* THE LIST */

    function test_lines_refusedWithoutThisChain() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report.allocations = new IReserveRegistry.Allocation[](0);
        _refuseReport(report, _missing());
        report.allocations = new IReserveRegistry.Allocation[](1);
        report.allocations[0] = _foreignLine(block.chainid + 1, 0, 0, 0, 0);
        _refuseReport(report, _missing());
    }

    function test_lines_refusedUnlessAscending() public {
        uint256 here = block.chainid;
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report = _withLines(report, _ownLine(LIMIT), _foreignLine(here - 1, 0, 0, 0, 0));
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.AllocationOrder.selector, 1, here - 1));
        report = _withLines(report, _ownLine(LIMIT), _ownLine(LIMIT));
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.AllocationOrder.selector, 1, here));
        _submit(_withLines(report, _foreignLine(here - 1, 0, 0, 0, 0), _ownLine(LIMIT)));
        vm.assertTrue(registry.isChainListed(here - 1));
    }

    function test_lines_takesSixtyFourAndRefusesOneMore() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report.allocations = _manyLines(65);
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.AllocationCount.selector, 65, 64));
        report.allocations = _manyLines(64);
        _submit(report);
        vm.assertEq(registry.lastReport().sequence, 2);
    }

    function test_lines_aListedChainMayNotBeDropped() public {
        uint256 here = block.chainid;
        vm.assertTrue(registry.isChainListed(here));
        vm.assertFalse(registry.isChainListed(here + 1));
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        _submit(_withLines(report, report.allocations[0], _foreignLine(here + 1, 0, 0, 0, 0)));
        vm.assertTrue(registry.isChainListed(here + 1));

        bytes memory dropped = abi.encodeWithSelector(IReserveRegistry.AllocationDropped.selector, 1, 2);
        _refuseReport(_report(LIMIT, LIMIT), dropped);
        // nor may another take its place
        report = _report(LIMIT, LIMIT);
        _refuseReport(_withLines(report, report.allocations[0], _foreignLine(here + 2, 0, 0, 0, 0)), dropped);
        // nor is it forgotten when all expire, or when nothing may be minted
        _skip(30 days);
        _refuseReport(_report(0, 0), dropped);

        report = _report(LIMIT, LIMIT);
        _submit(_withLines(report, report.allocations[0], _foreignLine(here + 1, 0, 0, 0, 0)));
        vm.assertEq(registry.lastReport().sequence, 3);
    }

    function test_lines_aRefusedReportListsNobody() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report = _withLines(report, report.allocations[0], _foreignLine(block.chainid + 1, 0, 0, 0, 1));
        report.reserves = 0;
        _refuseReport(
            report,
            abi.encodeWithSelector(IReserveRegistry.ReportNotCovered.selector, (LIMIT + 1 - BURNED) * COVERAGE, 0)
        );
        vm.assertFalse(registry.isChainListed(block.chainid + 1));
        _submit(_report(LIMIT, LIMIT));
    }

    /* FIGURES */

    function test_figures_refusesMoreBurnedThanMinted() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        uint256 chain = block.chainid + 1;
        report = _withLines(report, report.allocations[0], _foreignLine(chain, 5, 6, 0, 100));
        _refuseReport(report, _figures(chain, 5, 6, 0, 100));
    }

    function test_figures_refusesWhatNoCounterCanHold() public {
        uint256 chain = block.chainid + 1;
        uint256 tooMuch = uint256(type(uint112).max) + 1;
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report = _withLines(report, report.allocations[0], _foreignLine(chain, tooMuch, 0, 0, 0));
        _refuseReport(report, _figures(chain, tooMuch, 0, 0, 0));
        report.allocations[1] = _foreignLine(chain, 0, 0, tooMuch, 0);
        _refuseReport(report, _figures(chain, 0, 0, tooMuch, 0));
        report.allocations[1] = _foreignLine(chain, 0, 0, 0, type(uint256).max);
        _refuseReport(report, _figures(chain, 0, 0, 0, type(uint256).max));
    }

    function test_figures_refusesReservesThatCannotBeHeld() public {
        uint256 tooMuch = uint256(type(uint112).max) + 1;
        _refuseReport(
            _report(tooMuch, LIMIT),
            abi.encodeWithSelector(IReserveRegistry.ReservesTooLarge.selector, tooMuch, type(uint112).max)
        );
        _submit(_report(type(uint112).max, type(uint112).max));
        vm.assertEq(registry.mintLimit(), type(uint112).max);
        vm.assertEq(registry.lastReport().reserves, type(uint112).max);
        vm.assertEq(registry.coverage(), COVERAGE);
    }

    /* THIS CHAIN'S OWN LINE */

    function test_ownLine_refusesAnotherToken() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report.allocations[0].token = alice;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.AllocationToken.selector, alice, address(coin)));
    }

    function test_ownLine_refusesASequenceNotYetAcceptedHere() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report.allocations[0].sequence = 2;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.AllocationSequence.selector, 2, 1));
        report.allocations[0].sequence = 0;
        _submit(report);
    }

    function test_ownLine_refusesMoreMintedOrBurnedThanTheCoinCounted() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report.allocations[0].minted = MINTED + 1;
        _refuseReport(report, _counters(MINTED + 1, BURNED));
        report.allocations[0].minted = MINTED;
        report.allocations[0].burned = BURNED + 1;
        _refuseReport(report, _counters(MINTED, BURNED + 1));
        report.allocations[0].burned = BURNED;
        _submit(report);
    }

    /// @dev The line is of a finalised block, before now: less than the counters say is what it must be able to say.
    function test_ownLine_takesLessMintedAndBurnedThanTheCoinCounted() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        (report.allocations[0].minted, report.allocations[0].burned) = (0, 0);
        _submit(report);
        vm.assertEq(registry.lastReport().sequence, 2);
    }

    function test_ownLine_refusesToCarryLessThanTheLiveLimit() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT, LIMIT);
        report.allocations[0].carried = LIMIT - 1;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.AllocationCarried.selector, LIMIT - 1, LIMIT));
        // a shortfall is no excuse: the limit in force has to be named
        report = _report(0, 0);
        report.allocations[0].carried = 0;
        _refuseReport(report, abi.encodeWithSelector(IReserveRegistry.AllocationCarried.selector, 0, LIMIT));
        report.allocations[0].carried = LIMIT;
        _submit(report);
        vm.assertEq(registry.mintLimit(), 0);
    }

    function test_ownLine_mayCarryMoreThanTheLiveLimit() public {
        IReserveRegistry.ReserveReport memory report = _report(LIMIT + 1, LIMIT);
        report.allocations[0].carried = LIMIT + 1;
        _submit(report);
        vm.assertEq(registry.mintLimit(), LIMIT);
    }

    /// @dev What was minted under a report that has expired must be allowed for, whatever the line's block says.
    function test_ownLine_refusesToAllowForLessThanWasMinted() public {
        _skip(2 days);
        vm.assertEq(registry.mintLimit(), 0);
        IReserveRegistry.ReserveReport memory report = _report(MINTED, MINTED - 1);
        report.allocations[0].minted = MINTED - 2;
        report.allocations[0].carried = 0;
        _refuseReport(
            report,
            abi.encodeWithSelector(IReserveRegistry.AllocationBelowMinted.selector, MINTED - 1, MINTED)
        );
        report.allocations[0].carried = MINTED;
        _submit(report);
        vm.assertEq(registry.mintLimit(), MINTED - 1);
    }

    function _manyLines(uint256 count) private view returns (IReserveRegistry.Allocation[] memory lines) {
        lines = new IReserveRegistry.Allocation[](count);
        lines[0] = _ownLine(LIMIT);
        for (uint256 i = 1; i < count; ++i) lines[i] = _foreignLine(block.chainid + i, 0, 0, 0, 0);
    }

    function _missing() private view returns (bytes memory) {
        return abi.encodeWithSelector(IReserveRegistry.AllocationMissing.selector, block.chainid);
    }

    function _figures(
        uint256 chainId,
        uint256 minted,
        uint256 burned,
        uint256 carried,
        uint256 limit
    ) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IReserveRegistry.AllocationFigures.selector,
                chainId,
                minted,
                burned,
                carried,
                limit
            );
    }

    function _counters(uint256 minted, uint256 burned) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IReserveRegistry.AllocationCounters.selector, minted, MINTED, burned, BURNED);
    }
}

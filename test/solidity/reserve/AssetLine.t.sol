// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AssetProof} from "../../../contracts/reserve/AssetProof.sol";
import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Reports} from "../Reports.sol";

/// @notice A line is checked against the report in force, and against no other.
contract AssetLineTest is Reports {
    int256 private constant TOTAL = 5e6;

    /// @dev A report over one line, of the whole total.
    function _overOneLine() private view returns (IReserveRegistry.ReserveReport memory report) {
        report = _report(5e6, 3e6);
        AssetProof.Line memory line = _line();
        bytes32 leaf = keccak256(abi.encodePacked(uint8(0), line.salt, line.amount, line.contentHash));
        report.assetsRoot = keccak256(abi.encodePacked(uint8(2), uint256(1), TOTAL, leaf));
    }

    function _line() private pure returns (AssetProof.Line memory line) {
        (line.contentHash, line.salt, line.amount, line.count) = (keccak256("line"), keccak256("salt"), TOTAL, 1);
    }

    function test_checkAssetLine_holdsUnderTheLastReport() public {
        IReserveRegistry.ReserveReport memory report = _overOneLine();
        _submit(report);
        vm.assertEq(registry.checkAssetLine(report, TOTAL, _line()), true);
        // expired or not: what was attested stays attested
        vm.warp(_now() + 30 days);
        vm.assertEq(registry.checkAssetLine(report, TOTAL, _line()), true);
    }

    function test_checkAssetLine_failsForAnotherLineOrTotal() public {
        IReserveRegistry.ReserveReport memory report = _overOneLine();
        _submit(report);
        AssetProof.Line memory line = _line();
        line.amount += 1;
        vm.assertEq(registry.checkAssetLine(report, TOTAL, line), false);
        vm.assertEq(registry.checkAssetLine(report, TOTAL + 1, _line()), false);
    }

    function test_checkAssetLine_refusesAReportThatIsNotTheLast() public {
        IReserveRegistry.ReserveReport memory first = _overOneLine();
        _submit(first);
        bytes32 old = registry.reportDigest(first);
        _submit(_report(5e6, 3e6));
        bytes32 last = registry.lastReport().digest;
        vm.expectRevert(abi.encodeWithSelector(IReserveRegistry.ReportNotLast.selector, old, last));
        registry.checkAssetLine(first, TOTAL, _line());
    }
}

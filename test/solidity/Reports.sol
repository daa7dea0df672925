// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../contracts/reserve/IReserveRegistry.sol";
import {Deployment} from "./Deployment.sol";

/// @notice Builds, signs and submits reserve reports as the toolkit does: figures read from the chain, signatures by real
/// keys over the registry's digest.
abstract contract Reports is Deployment {
    /// @dev A true report of this chain alone: `reserves` held, `limit` tokens may ever be minted, for a day.
    function _report(
        uint256 reserves,
        uint256 limit
    ) internal view returns (IReserveRegistry.ReserveReport memory report) {
        IReserveRegistry.Acceptance memory last = registry.lastReport();
        report.currency = "HKD";
        report.sequence = last.sequence + 1;
        report.previous = last.digest;
        report.asOf = uint64(_now());
        report.validUntil = uint64(_now() + 1 days);
        report.reserves = reserves;
        report.allocations = new IReserveRegistry.Allocation[](1);
        report.allocations[0] = _ownLine(limit);
        report.assetsRoot = keccak256("assets");
        report.policyHash = keccak256("policy");
        report.documentHash = keccak256("document");
    }

    /// @dev This chain's line, true as of now.
    function _ownLine(uint256 limit) internal view returns (IReserveRegistry.Allocation memory line) {
        IReserveRegistry.Acceptance memory last = registry.lastReport();
        line.chainId = block.chainid;
        line.token = address(coin);
        line.blockNumber = uint64(block.number);
        line.blockHash = keccak256("block");
        line.sequence = last.sequence;
        line.minted = coin.everMinted();
        line.burned = coin.everBurned();
        line.carried = last.mintLimit;
        line.mintLimit = limit;
    }

    /// @dev Another chain's line: what attestors say of it, this chain cannot check.
    function _foreignLine(
        uint256 chainId,
        uint256 minted,
        uint256 burned,
        uint256 carried,
        uint256 limit
    ) internal pure returns (IReserveRegistry.Allocation memory line) {
        line.chainId = chainId;
        line.token = address(uint160(chainId));
        line.blockNumber = 1;
        line.blockHash = keccak256("foreign block");
        (line.minted, line.burned, line.carried, line.mintLimit) = (minted, burned, carried, limit);
    }

    function _submit(IReserveRegistry.ReserveReport memory report) internal {
        registry.submitReport(report, _signatures(report, _pair(officer, auditor)));
    }

    /// @dev Officer and auditor sign; the registry must refuse with `revertData` and keep what it had.
    function _refuseReport(IReserveRegistry.ReserveReport memory report, bytes memory revertData) internal {
        _refuseReport(report, _signatures(report, _pair(officer, auditor)), revertData);
    }

    function _refuseReport(
        IReserveRegistry.ReserveReport memory report,
        bytes[] memory signatures,
        bytes memory revertData
    ) internal {
        bytes32 digest = registry.lastReport().digest;
        vm.expectRevert(revertData);
        registry.submitReport(report, signatures);
        vm.assertEq(registry.lastReport().digest, digest);
    }

    /// @dev Puts a report in force: `limit`, and what an earlier report may have let through already, covered exactly.
    function _allow(uint256 limit) internal {
        uint256 carried = registry.lastReport().mintLimit;
        _submit(_report((limit > carried ? limit : carried) - coin.everBurned(), limit));
    }

    /// @dev Signatures over the report's digest, strictly ascending by signer.
    function _signatures(
        IReserveRegistry.ReserveReport memory report,
        address[] memory signers
    ) internal view returns (bytes[] memory signatures) {
        return _signaturesOver(registry.reportDigest(report), signers);
    }

    function _signaturesOver(
        bytes32 digest,
        address[] memory signers
    ) internal view returns (bytes[] memory signatures) {
        signers = _ascending(signers);
        signatures = new bytes[](signers.length);
        for (uint256 i = 0; i < signers.length; ++i) signatures[i] = _sign(signers[i], digest);
    }

    function _ascending(address[] memory list) internal pure returns (address[] memory) {
        for (uint256 i = 1; i < list.length; ++i) {
            for (uint256 j = i; j > 0 && list[j] < list[j - 1]; --j) (list[j], list[j - 1]) = (list[j - 1], list[j]);
        }
        return list;
    }

    /// @dev `report` with two lines instead of its own.
    function _withLines(
        IReserveRegistry.ReserveReport memory report,
        IReserveRegistry.Allocation memory first,
        IReserveRegistry.Allocation memory second
    ) internal pure returns (IReserveRegistry.ReserveReport memory) {
        report.allocations = new IReserveRegistry.Allocation[](2);
        (report.allocations[0], report.allocations[1]) = (first, second);
        return report;
    }

    function _pair(address first, address second) internal pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (first, second);
    }
}

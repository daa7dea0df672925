// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Reports} from "../Reports.sol";

/// @notice What attestors sign: computed here, step by step, and compared with the registry's.
contract ReportDigestTest is Reports {
    bytes32 private constant ALLOCATION_TYPEHASH = keccak256(
        "Allocation(uint256 chainId,address token,uint64 blockNumber,bytes32 blockHash,uint64 sequence,"
        "uint256 minted,uint256 burned,uint256 carried,uint256 mintLimit)"
    );
    bytes32 private constant REPORT_TYPEHASH = keccak256(
        "ReserveReport(string currency,uint64 sequence,bytes32 previous,uint64 asOf,uint64 validUntil,uint256 reserves,"
        "Allocation[] allocations,bytes32 assetsRoot,bytes32 policyHash,bytes32 documentHash)"
        "Allocation(uint256 chainId,address token,uint64 blockNumber,bytes32 blockHash,uint64 sequence,"
        "uint256 minted,uint256 burned,uint256 carried,uint256 mintLimit)"
    );

    function test_domain_hasNameVersionAndSaltOnly() public view {
        vm.assertEq(registry.domainSalt(), DOMAIN_SALT);
        vm.assertEq(registry.domainSeparator(), _domain());
    }

    function test_domain_isTheSameOnEveryChainAndForEveryCoin() public {
        bytes32 here = registry.domainSeparator();
        address second = address(_deployCoin("USD Atpar", "USDA", "USD"));
        vm.chainId(block.chainid + 1);
        vm.assertEq(registry.domainSeparator(), here);
        vm.assertEq(_deployRegistry(second, "USD").domainSeparator(), here);
    }

    function test_digest_equalsAnIndependentComputation() public view {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 3e6);
        report.sequence = 7;
        report.previous = keccak256("previous");
        report = _withLines(report, report.allocations[0], _foreignLine(type(uint256).max, 9, 8, 7, 6));
        vm.assertEq(registry.reportDigest(report), _digest(report));
        report.allocations = new IReserveRegistry.Allocation[](0);
        vm.assertEq(registry.reportDigest(report), _digest(report));
    }

    function testFuzz_digest_equalsAnIndependentComputation(IReserveRegistry.ReserveReport memory report) public view {
        vm.assertEq(registry.reportDigest(report), _digest(report));
    }

    function _digest(IReserveRegistry.ReserveReport memory report) private pure returns (bytes32) {
        bytes memory lines = "";
        for (uint256 i = 0; i < report.allocations.length; ++i) {
            IReserveRegistry.Allocation memory line = report.allocations[i];
            bytes memory head = abi.encode(line.chainId, line.token, line.blockNumber, line.blockHash, line.sequence);
            bytes memory figures = abi.encode(line.minted, line.burned, line.carried, line.mintLimit);
            lines = bytes.concat(lines, keccak256(bytes.concat(ALLOCATION_TYPEHASH, head, figures)));
        }
        bytes memory first = abi.encode(
            REPORT_TYPEHASH,
            keccak256(bytes(report.currency)),
            report.sequence,
            report.previous,
            report.asOf,
            report.validUntil,
            report.reserves
        );
        bytes memory second = abi.encode(keccak256(lines), report.assetsRoot, report.policyHash, report.documentHash);
        return keccak256(bytes.concat(hex"1901", _domain(), keccak256(bytes.concat(first, second))));
    }

    function _domain() private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,bytes32 salt)"),
                    keccak256("Atpar Reserve Report"),
                    keccak256("1"),
                    DOMAIN_SALT
                )
            );
    }
}

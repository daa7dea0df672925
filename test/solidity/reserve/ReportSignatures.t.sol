// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Reports} from "../Reports.sol";

/// @notice Who has to sign a report: enough attestors of each class, each once, in ascending order.
contract ReportSignaturesTest is Reports {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function test_signatures_takesAnyOfEachClass() public {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        registry.submitReport(report, _signatures(report, _pair(officer2, auditor2)));
        vm.assertEq(registry.lastReport().sequence, 1);
    }

    function test_signatures_takesMoreThanNeeded() public {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        address[] memory all = new address[](5);
        (all[0], all[1], all[2], all[3], all[4]) = (officer, officer2, custodian, auditor, auditor2);
        registry.submitReport(report, _signatures(report, all));
        vm.assertEq(registry.lastReport().sequence, 1);
    }

    function test_quorum_refusesNone() public {
        _refuseSigners(new address[](0), IReserveRegistry.AttestorClass.IssuerOfficer, 0, 1);
    }

    function test_quorum_refusesTwoOfOneClass() public {
        _refuseSigners(_pair(officer, officer2), IReserveRegistry.AttestorClass.Auditor, 0, 1);
        _refuseSigners(_pair(auditor, auditor2), IReserveRegistry.AttestorClass.IssuerOfficer, 0, 1);
    }

    function test_quorum_refusesACustodianForAnAuditor() public {
        _refuseSigners(_pair(officer, custodian), IReserveRegistry.AttestorClass.Auditor, 0, 1);
    }

    function test_quorum_asksForEveryClassItNames() public {
        _asBoard(address(registry), abi.encodeCall(registry.setQuorum, (IReserveRegistry.Quorum(2, 1, 1))));
        _refuseSigners(_pair(officer, auditor), IReserveRegistry.AttestorClass.IssuerOfficer, 1, 2);
        address[] memory three = new address[](3);
        (three[0], three[1], three[2]) = (officer, officer2, auditor);
        _refuseSigners(three, IReserveRegistry.AttestorClass.Custodian, 0, 1);
        address[] memory four = new address[](4);
        (four[0], four[1], four[2], four[3]) = (officer, officer2, custodian, auditor);
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        registry.submitReport(report, _signatures(report, four));
        vm.assertEq(registry.lastReport().sequence, 1);
    }

    function test_signers_refusedUnlessAscending() public {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        bytes[] memory signatures = _signatures(report, _pair(officer, auditor));
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        address[] memory order = _ascending(_pair(officer, auditor));
        _refuseReport(
            report,
            signatures,
            abi.encodeWithSelector(IReserveRegistry.SignersNotAscending.selector, order[0], order[1])
        );
    }

    function test_signers_refusedTwiceTheSame() public {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        bytes[] memory signatures = _signatures(report, _pair(officer, officer));
        _refuseReport(
            report,
            signatures,
            abi.encodeWithSelector(IReserveRegistry.SignersNotAscending.selector, officer, officer)
        );
    }

    function test_signers_refusesAStranger() public {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        address[] memory signers = _ascending(_pair(officer, stranger));
        _refuseReport(
            report,
            _signatures(report, signers),
            abi.encodeWithSelector(
                IReserveRegistry.SignerNotAttestor.selector,
                stranger,
                signers[0] == stranger ? 0 : 1
            )
        );
    }

    function test_signers_refusesARemovedAttestor() public {
        _asBoard(address(registry), abi.encodeCall(registry.removeAttestor, (auditor)));
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        address[] memory signers = _ascending(_pair(officer, auditor));
        _refuseReport(
            report,
            _signatures(report, signers),
            abi.encodeWithSelector(IReserveRegistry.SignerNotAttestor.selector, auditor, signers[0] == auditor ? 0 : 1)
        );
    }

    function test_signatures_overAnotherReportRecoverAStranger() public {
        bytes[] memory signatures = _signatures(_report(5e6, 5e6), _pair(officer, auditor));
        IReserveRegistry.ReserveReport memory other = _report(6e6, 6e6);
        vm.expectRevert();
        registry.submitReport(other, signatures);
        vm.assertEq(registry.lastReport().sequence, 0);
    }

    function test_signatures_overAnotherIssuersDomainRecoverAStranger() public {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        bytes32 digest = registry.reportDigest(report);
        bytes[] memory signatures = _signaturesOver(keccak256(abi.encode(digest)), _pair(officer, auditor));
        vm.expectRevert();
        registry.submitReport(report, signatures);
        vm.assertEq(registry.lastReport().sequence, 0);
    }

    function test_signatures_refusedWhenTruncatedOrMirrored() public {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        bytes[] memory signatures = _signatures(report, _pair(officer, auditor));
        address first = _ascending(_pair(officer, auditor))[0];
        (uint8 v, bytes32 r, bytes32 s) = _split(first, registry.reportDigest(report));
        signatures[0] = abi.encodePacked(r, s);
        _refuseReport(report, signatures, abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, 64));
        bytes32 mirrored = bytes32(CURVE_ORDER - uint256(s));
        signatures[0] = abi.encodePacked(r, mirrored, uint8(v == 27 ? 28 : 27));
        _refuseReport(report, signatures, abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, mirrored));
        signatures[0] = abi.encodePacked(r, s, uint8(0));
        _refuseReport(report, signatures, abi.encodeWithSelector(ECDSA.ECDSAInvalidSignature.selector));
    }

    /// @dev One digest for every chain: what was signed once is taken on a second chain as well.
    function test_signatures_serveEveryChain() public {
        uint256 here = block.chainid;
        IReserveRegistry.ReserveReport memory report = _report(5e6, 2e6);
        IReserveRegistry.Allocation memory there = _foreignLine(here + 1, 0, 0, 0, 3e6);
        there.token = address(coin);
        report = _withLines(report, report.allocations[0], there);
        bytes[] memory signatures = _signatures(report, _pair(officer, auditor));
        IReserveRegistry remote = _deployRegistry(address(coin), "HKD");
        registry.submitReport(report, signatures);
        vm.chainId(here + 1);
        remote.submitReport(report, signatures);
        vm.assertEq(registry.mintLimit(), 2e6);
        vm.assertEq(remote.mintLimit(), 3e6);
        vm.assertEq(registry.lastReport().digest, remote.lastReport().digest);
    }

    function _refuseSigners(
        address[] memory signers,
        IReserveRegistry.AttestorClass class,
        uint256 count,
        uint256 needed
    ) private {
        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        _refuseReport(
            report,
            _signatures(report, signers),
            abi.encodeWithSelector(IReserveRegistry.QuorumMissing.selector, class, count, needed)
        );
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ShortString, ShortStrings} from "@openzeppelin/contracts/utils/ShortStrings.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {ExecutionGuard} from "../access/ExecutionGuard.sol";
import {IStablecoinControl} from "../token/IStablecoin.sol";
import {AssetProof} from "./AssetProof.sol";
import {IReserveRegistry} from "./IReserveRegistry.sol";

/// @title ReserveRegistry
/// @notice One per coin per chain. Not upgradeable: the coin's board replaces it, after a delay.
contract ReserveRegistry is AccessManaged, IReserveRegistry {
    using ShortStrings for *;

    bytes32 private constant ALLOCATION_TYPEHASH = keccak256(
        "Allocation(uint256 chainId,address token,uint64 blockNumber,bytes32 blockHash,uint64 sequence,uint256 minted,uint256 burned,uint256 carried,uint256 mintLimit)"
    );
    bytes32 private constant REPORT_TYPEHASH = keccak256(
        "ReserveReport(string currency,uint64 sequence,bytes32 previous,uint64 asOf,uint64 validUntil,uint256 reserves,Allocation[] allocations,bytes32 assetsRoot,bytes32 policyHash,bytes32 documentHash)Allocation(uint256 chainId,address token,uint64 blockNumber,bytes32 blockHash,uint64 sequence,uint256 minted,uint256 burned,uint256 carried,uint256 mintLimit)"
    );

    /// @dev EIP-5267 field bits: name (0), version (1), salt (4).
    bytes1 private constant DOMAIN_FIELDS = 0x13;

    uint256 private constant BASIS_POINTS = 10_000;
    uint256 private constant MAX_ALLOCATIONS = 64;
    uint64 private constant MAX_REPORT_AGE = 30 days;
    uint256 private constant MAX_FIGURE = type(uint112).max;

    address public immutable coin;
    address public immutable predecessor;
    bytes32 public immutable domainSalt;
    bytes32 public immutable domainSeparator;
    ShortString private immutable _currency;

    // One slot: all that a mint reads.
    uint112 private _mintLimit;
    uint64 private _validUntil;
    uint64 private _asOf;
    uint16 private _coverage;

    uint112 private _reserves;
    uint64 private _sequence;
    uint64 private _maxReportAge;

    bytes32 private _digest;

    Quorum private _quorum;
    mapping(address account => AttestorClass class_) private _classes;
    mapping(AttestorClass class_ => uint256 count) private _counts;

    mapping(uint256 chainId => bool listed) private _listed;
    uint256 private _listedCount;

    /// @param authority_ The AccessManager.
    /// @param coin_ The coin's address on this chain.
    /// @param currency_ ISO 4217 code, the coin's.
    /// @param domainSalt_ Issuer and environment; the same on every chain.
    /// @param coverage_ Minimum coverage (basis points).
    /// @param maxReportAge_ Longest life of a report (seconds).
    constructor(
        address authority_,
        address coin_,
        string memory currency_,
        bytes32 domainSalt_,
        uint16 coverage_,
        uint64 maxReportAge_,
        Attestor[] memory attestors,
        Quorum memory quorum_
    ) AccessManaged(authority_) {
        coin = coin_;
        domainSalt = domainSalt_;
        domainSeparator = MessageHashUtils.toDomainSeparator(
            DOMAIN_FIELDS,
            keccak256("Atpar Reserve Report"),
            keccak256("1"),
            0,
            address(0),
            domainSalt_
        );
        _currency = currency_.toShortString();
        predecessor = IStablecoinControl(coin_).registry();
        if (predecessor != address(0)) _follow(IReserveRegistry(predecessor));
        _setCoverage(coverage_);
        _setMaxReportAge(maxReportAge_);
        for (uint256 i = 0; i < attestors.length; ++i) {
            _addAttestor(attestors[i].account, attestors[i].class_);
        }
        _setQuorum(quorum_);
    }

    /* REPORTS */

    /// @inheritdoc IReserveRegistry
    function submitReport(ReserveReport calldata report, bytes[] calldata signatures) external {
        _checkSuccession(report);
        uint256 limit = _checkAllocations(report);
        bytes32 digest = reportDigest(report);
        address[] memory signers = _checkSignatures(digest, signatures);

        // Casts are safe: _checkAllocations bounds the limit and the reserves by MAX_FIGURE.
        _mintLimit = uint112(limit);
        _validUntil = report.validUntil;
        _asOf = report.asOf;
        _reserves = uint112(report.reserves);
        _sequence = report.sequence;
        _digest = digest;
        emit ReportAccepted(report.sequence, digest, report, signers);
    }

    /// @inheritdoc IReserveRegistry
    function reportDigest(ReserveReport calldata report) public view returns (bytes32) {
        bytes32[] memory lines = new bytes32[](report.allocations.length);
        for (uint256 i = 0; i < lines.length; ++i) {
            lines[i] = keccak256(abi.encode(ALLOCATION_TYPEHASH, report.allocations[i]));
        }
        bytes32 structHash = keccak256(
            abi.encode(
                REPORT_TYPEHASH,
                keccak256(bytes(report.currency)),
                report.sequence,
                report.previous,
                report.asOf,
                report.validUntil,
                report.reserves,
                keccak256(abi.encodePacked(lines)),
                report.assetsRoot,
                report.policyHash,
                report.documentHash
            )
        );
        return MessageHashUtils.toTypedDataHash(domainSeparator, structHash);
    }

    /// @inheritdoc IReserveRegistry
    function checkAssetLine(
        ReserveReport calldata report,
        int256 total,
        AssetProof.Line calldata line
    ) external view returns (bool) {
        bytes32 digest = reportDigest(report);
        if (digest != _digest) revert ReportNotLast(digest, _digest);
        return AssetProof.verify(report.assetsRoot, total, line);
    }

    /* SETTINGS */

    /// @inheritdoc IReserveRegistry
    function addAttestor(address account, AttestorClass class_) external restricted {
        _addAttestor(account, class_);
    }

    /// @inheritdoc IReserveRegistry
    function removeAttestor(address account) external restricted {
        AttestorClass class_ = _classes[account];
        if (class_ == AttestorClass.None) revert AttestorInvalid(account);
        _classes[account] = AttestorClass.None;
        uint256 left = --_counts[class_];
        uint256 needed = _needed(_quorum, class_);
        if (left < needed) revert QuorumInvalid(class_, needed, left);
        emit AttestorRemoved(account, class_);
    }

    /// @inheritdoc IReserveRegistry
    function setQuorum(Quorum calldata newQuorum) external restricted {
        _setQuorum(newQuorum);
    }

    /// @inheritdoc IReserveRegistry
    function raiseCoverage(uint16 newCoverage) external restricted {
        if (newCoverage < _coverage) revert WrongDirection(_coverage, newCoverage);
        _setCoverage(newCoverage);
    }

    /// @inheritdoc IReserveRegistry
    function lowerCoverage(uint16 newCoverage) external restricted {
        if (newCoverage > _coverage) revert WrongDirection(_coverage, newCoverage);
        _setCoverage(newCoverage);
    }

    /// @inheritdoc IReserveRegistry
    function lowerMaxReportAge(uint64 newAge) external restricted {
        if (newAge > _maxReportAge) revert WrongDirection(_maxReportAge, newAge);
        _setMaxReportAge(newAge);
    }

    /// @inheritdoc IReserveRegistry
    function raiseMaxReportAge(uint64 newAge) external restricted {
        if (newAge < _maxReportAge) revert WrongDirection(_maxReportAge, newAge);
        _setMaxReportAge(newAge);
    }

    /* VIEWS */

    /// @inheritdoc IReserveRegistry
    function mintLimit() public view returns (uint256) {
        return block.timestamp > _validUntil ? 0 : _mintLimit;
    }

    /// @inheritdoc IReserveRegistry
    function lastReport() external view returns (Acceptance memory) {
        return
            Acceptance({
                sequence: _sequence,
                asOf: _asOf,
                validUntil: _validUntil,
                mintLimit: _mintLimit,
                reserves: _reserves,
                digest: _digest
            });
    }

    /// @inheritdoc IReserveRegistry
    function currency() public view returns (string memory) {
        return _currency.toString();
    }

    /// @inheritdoc IReserveRegistry
    function coverage() external view returns (uint256) {
        return _coverage;
    }

    /// @inheritdoc IReserveRegistry
    function maxReportAge() external view returns (uint256) {
        return _maxReportAge;
    }

    /// @inheritdoc IReserveRegistry
    function quorum() external view returns (Quorum memory) {
        return _quorum;
    }

    /// @inheritdoc IReserveRegistry
    function attestorClass(address account) external view returns (AttestorClass) {
        return _classes[account];
    }

    /// @inheritdoc IReserveRegistry
    function attestorCount(AttestorClass class_) external view returns (uint256) {
        return _counts[class_];
    }

    /// @inheritdoc IReserveRegistry
    function isChainListed(uint256 chainId) public view returns (bool) {
        if (_listed[chainId]) return true;
        return predecessor != address(0) && IReserveRegistry(predecessor).isChainListed(chainId);
    }

    /// @inheritdoc IReserveRegistry
    function listedChainCount() external view returns (uint256) {
        return _listedCount;
    }

    /// @inheritdoc AccessManaged
    /// @dev Only through the manager's `updateAuthority`, which CANCELLER can veto; not through its `execute`.
    function setAuthority(address newAuthority) public override {
        ExecutionGuard.requireNotExecuted(authority());
        super.setAuthority(newAuthority);
    }

    /* PRIVATE: WHAT A REPORT MUST BE */

    /// @dev The report is of this currency, follows the last one, and is in force for a bounded time.
    function _checkSuccession(ReserveReport calldata report) private view {
        if (!Strings.equal(report.currency, currency())) revert ReportCurrency(report.currency, currency());
        uint64 last = _sequence;
        if (report.sequence <= last) revert ReportSequence(report.sequence, last);
        if (report.sequence == last + 1 && report.previous != _digest) revert ReportPrevious(report.previous, _digest);
        if (report.asOf < _asOf || report.asOf > block.timestamp) {
            revert ReportAsOf(report.asOf, _asOf, block.timestamp);
        }
        if (report.validUntil < block.timestamp) revert ReportExpired(report.validUntil, block.timestamp);
        uint256 latest = uint256(report.asOf) + _maxReportAge;
        if (report.validUntil > latest) revert ReportTooLong(report.validUntil, latest);
    }

    /// @dev Every line in order and in range, this chain's line true, no chain dropped, the whole covered.
    /// @return limit This chain's mint limit.
    function _checkAllocations(ReserveReport calldata report) private returns (uint256 limit) {
        uint256 count = report.allocations.length;
        if (count > MAX_ALLOCATIONS) revert AllocationCount(count, MAX_ALLOCATIONS);
        if (report.reserves > MAX_FIGURE) revert ReservesTooLarge(report.reserves, MAX_FIGURE);
        uint256 outstanding = 0;
        uint256 named = 0;
        bool anyLimit = false;
        bool own = false;
        for (uint256 i = 0; i < count; ++i) {
            Allocation calldata line = report.allocations[i];
            if (i > 0 && line.chainId <= report.allocations[i - 1].chainId) revert AllocationOrder(i, line.chainId);
            uint256 highest = _highest(line);
            unchecked {
                // No underflow: burned <= minted <= highest. No overflow: 64 lines of 112 bits.
                outstanding += highest - line.burned;
            }
            if (line.mintLimit != 0) anyLimit = true;
            if (isChainListed(line.chainId)) ++named;
            _listed[line.chainId] = true;
            if (line.chainId == block.chainid) {
                own = true;
                limit = line.mintLimit;
                _checkOwnLine(line, highest);
            }
        }
        if (!own) revert AllocationMissing(block.chainid);
        if (named < _listedCount) revert AllocationDropped(named, _listedCount);
        _listedCount = count;

        uint256 required = outstanding * _coverage;
        uint256 available = report.reserves * BASIS_POINTS;
        if (anyLimit && required > available) revert ReportNotCovered(required, available);
    }

    /// @dev Most that can ever be minted on a chain under any report that may be in force there.
    function _highest(Allocation calldata line) private pure returns (uint256 highest) {
        highest = line.minted;
        if (line.carried > highest) highest = line.carried;
        if (line.mintLimit > highest) highest = line.mintLimit;
        if (highest > MAX_FIGURE || line.burned > line.minted) {
            revert AllocationFigures(line.chainId, line.minted, line.burned, line.carried, line.mintLimit);
        }
    }

    /// @dev What this chain can check of its own line. Beside its figures: what has been minted by now is allowed for, even if
    /// it was minted after the line's block under a report that has expired, or under another registry.
    function _checkOwnLine(Allocation calldata line, uint256 highest) private view {
        if (line.token != coin) revert AllocationToken(line.token, coin);
        if (line.sequence > _sequence) revert AllocationSequence(line.sequence, _sequence);
        uint256 everMinted = IStablecoinControl(coin).everMinted();
        uint256 everBurned = IStablecoinControl(coin).everBurned();
        if (line.minted > everMinted || line.burned > everBurned) {
            revert AllocationCounters(line.minted, everMinted, line.burned, everBurned);
        }
        if (line.carried < mintLimit()) revert AllocationCarried(line.carried, mintLimit());
        if (highest < everMinted) revert AllocationBelowMinted(highest, everMinted);
    }

    /// @dev Attestors only, each once, enough of each class.
    function _checkSignatures(
        bytes32 digest,
        bytes[] calldata signatures
    ) private view returns (address[] memory signers) {
        uint256[4] memory signed;
        signers = new address[](signatures.length);
        address previous = address(0);
        for (uint256 i = 0; i < signatures.length; ++i) {
            address signer = ECDSA.recover(digest, signatures[i]);
            AttestorClass class_ = _classes[signer];
            if (class_ == AttestorClass.None) revert SignerNotAttestor(signer, i);
            if (signer <= previous) revert SignersNotAscending(signer, previous);
            previous = signer;
            signers[i] = signer;
            ++signed[uint256(class_)];
        }
        for (uint256 i = uint256(AttestorClass.IssuerOfficer); i <= uint256(AttestorClass.Auditor); ++i) {
            uint256 needed = _needed(_quorum, AttestorClass(i));
            if (signed[i] < needed) revert QuorumMissing(AttestorClass(i), signed[i], needed);
        }
    }

    /* PRIVATE: SETTINGS */

    /// @dev Goes on where another registry of this coin stands. Casts are safe: they undo the widening of {lastReport}.
    function _follow(IReserveRegistry other) private {
        Acceptance memory last = other.lastReport();
        _mintLimit = uint112(last.mintLimit);
        _validUntil = last.validUntil;
        _asOf = last.asOf;
        _reserves = uint112(last.reserves);
        _sequence = last.sequence;
        _digest = last.digest;
        _listedCount = other.listedChainCount();
        emit PredecessorFollowed(
            address(other),
            last.sequence,
            last.digest,
            last.asOf,
            last.validUntil,
            last.reserves,
            last.mintLimit,
            _listedCount
        );
    }

    function _addAttestor(address account, AttestorClass class_) private {
        if (
            account == address(0) ||
            account.code.length != 0 ||
            class_ == AttestorClass.None ||
            _classes[account] != AttestorClass.None
        ) revert AttestorInvalid(account);
        _classes[account] = class_;
        ++_counts[class_];
        emit AttestorAdded(account, class_);
    }

    function _setQuorum(Quorum memory newQuorum) private {
        for (uint256 i = uint256(AttestorClass.IssuerOfficer); i <= uint256(AttestorClass.Auditor); ++i) {
            uint256 needed = _needed(newQuorum, AttestorClass(i));
            uint256 members = _counts[AttestorClass(i)];
            if (needed > members) revert QuorumInvalid(AttestorClass(i), needed, members);
        }
        if (newQuorum.issuerOfficers == 0) revert QuorumInvalid(AttestorClass.IssuerOfficer, 0, 0);
        if (newQuorum.custodians == 0 && newQuorum.auditors == 0) revert QuorumInvalid(AttestorClass.Auditor, 0, 0);
        emit QuorumChanged(_quorum, newQuorum);
        _quorum = newQuorum;
    }

    function _setCoverage(uint16 newCoverage) private {
        if (newCoverage < BASIS_POINTS) revert SettingOutOfRange(newCoverage, BASIS_POINTS, type(uint16).max);
        emit CoverageChanged(_coverage, newCoverage);
        _coverage = newCoverage;
    }

    function _setMaxReportAge(uint64 newAge) private {
        if (newAge == 0 || newAge > MAX_REPORT_AGE) revert SettingOutOfRange(newAge, 1, MAX_REPORT_AGE);
        emit MaxReportAgeChanged(_maxReportAge, newAge);
        _maxReportAge = newAge;
    }

    function _needed(Quorum memory quorum_, AttestorClass class_) private pure returns (uint256) {
        if (class_ == AttestorClass.IssuerOfficer) return quorum_.issuerOfficers;
        if (class_ == AttestorClass.Custodian) return quorum_.custodians;
        return quorum_.auditors;
    }
}

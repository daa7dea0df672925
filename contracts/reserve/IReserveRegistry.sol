// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AssetProof} from "./AssetProof.sol";

/// @title Reserve reports of one coin on one chain
/// @notice Keeps who may sign reports, the report in force, and how much it proves may ever be minted here. Amounts are
/// token units of the coin's currency (10^-6), times are seconds UTC, coverage is basis points.
interface IReserveRegistry {
    /// @notice Who an attestor speaks for.
    enum AttestorClass {
        None,
        IssuerOfficer,
        Custodian,
        Auditor
    }

    /// @notice How many signatures of each class a report needs.
    struct Quorum {
        uint8 issuerOfficers;
        uint8 custodians;
        uint8 auditors;
    }

    /// @notice An attestor, an ECDSA key: the same signature serves every chain, so no contract can be one.
    struct Attestor {
        address account;
        AttestorClass class_;
    }

    /// @notice One chain's line of a report. EIP-712 struct, permanent format.
    /// @param chainId The chain.
    /// @param token The coin's address there.
    /// @param blockNumber The last finalised block not after the report's `asOf`.
    /// @param blockHash Its hash.
    /// @param sequence The last report accepted there as of that block.
    /// @param minted Tokens ever minted there as of that block.
    /// @param burned Tokens ever burned there as of that block.
    /// @param carried The highest limit that any report from `sequence` up to the previous one gives the chain.
    /// @param mintLimit Most tokens that may ever be minted there under this report.
    struct Allocation {
        uint256 chainId;
        address token;
        uint64 blockNumber;
        bytes32 blockHash;
        uint64 sequence;
        uint256 minted;
        uint256 burned;
        uint256 carried;
        uint256 mintLimit;
    }

    /// @notice What the attestors sign, once for every chain. EIP-712 struct, permanent format.
    /// @param currency ISO 4217 code.
    /// @param sequence Rises from report to report; a chain may miss some.
    /// @param previous Digest of the report before; zero for the first. Checked where the sequences are adjacent.
    /// @param asOf The instant the figures are of.
    /// @param validUntil Last second at which the report allows minting.
    /// @param reserves Eligible value after haircuts, net of redemptions burned but not yet debited.
    /// @param allocations One line a chain, ascending by chain id.
    /// @param assetsRoot Root of the Merkle sum tree over the asset lines.
    /// @param policyHash Hash of the eligibility policy.
    /// @param documentHash Hash of the canonical document.
    struct ReserveReport {
        string currency;
        uint64 sequence;
        bytes32 previous;
        uint64 asOf;
        uint64 validUntil;
        uint256 reserves;
        Allocation[] allocations;
        bytes32 assetsRoot;
        bytes32 policyHash;
        bytes32 documentHash;
    }

    /// @notice The report in force, as stored.
    struct Acceptance {
        uint64 sequence;
        uint64 asOf;
        uint64 validUntil;
        uint256 mintLimit;
        uint256 reserves;
        bytes32 digest;
    }

    /// @notice A new registry starts where the coin's present one stands: its last report, and the chains it lists.
    event PredecessorFollowed(
        address indexed predecessor,
        uint64 indexed sequence,
        bytes32 indexed digest,
        uint64 asOf,
        uint64 validUntil,
        uint256 reserves,
        uint256 mintLimit,
        uint256 listedChains
    );
    /// @notice A report was accepted. `signers` ascend.
    event ReportAccepted(uint64 indexed sequence, bytes32 indexed digest, ReserveReport report, address[] signers);
    /// @notice `account` may sign as one of `class_`.
    event AttestorAdded(address indexed account, AttestorClass indexed class_);
    /// @notice `account` may no longer sign.
    event AttestorRemoved(address indexed account, AttestorClass indexed class_);
    /// @notice The quorum was changed.
    event QuorumChanged(Quorum oldQuorum, Quorum newQuorum);
    /// @notice The minimum coverage was changed (basis points).
    event CoverageChanged(uint256 oldCoverage, uint256 newCoverage);
    /// @notice The longest life of a report was changed (seconds).
    event MaxReportAgeChanged(uint256 oldAge, uint256 newAge);

    /// @notice The report is of `currency`; the registry's is `expected`.
    error ReportCurrency(string currency, string expected);
    /// @notice The report's `sequence` is not above `last`, the last one accepted.
    error ReportSequence(uint64 sequence, uint64 last);
    /// @notice The report follows `previous`, but the report of the sequence before was `expected`.
    error ReportPrevious(bytes32 previous, bytes32 expected);
    /// @notice `asOf` is before `last`, the last report's, or after `timestamp`, now.
    error ReportAsOf(uint64 asOf, uint64 last, uint256 timestamp);
    /// @notice `validUntil` is before `timestamp`, now.
    error ReportExpired(uint64 validUntil, uint256 timestamp);
    /// @notice `validUntil` is beyond `latest`, `asOf` plus the longest life of a report.
    error ReportTooLong(uint64 validUntil, uint256 latest);
    /// @notice Line `index` is not above the one before by chain id.
    error AllocationOrder(uint256 index, uint256 chainId);
    /// @notice There is no line for this chain.
    error AllocationMissing(uint256 chainId);
    /// @notice More than `maximum` lines.
    error AllocationCount(uint256 count, uint256 maximum);
    /// @notice This chain's line names `token`; the coin is `expected`.
    error AllocationToken(address token, address expected);
    /// @notice A figure of line `chainId` is above `maximum`, or more is burned than minted.
    error AllocationFigures(uint256 chainId, uint256 minted, uint256 burned, uint256 carried, uint256 mintLimit);
    /// @notice `listed` chains were listed by earlier reports; only `named` of them are listed now. A chain stays listed.
    error AllocationDropped(uint256 named, uint256 listed);
    /// @notice This chain's line says report `sequence` was the last accepted here; it was `last`.
    error AllocationSequence(uint64 sequence, uint64 last);
    /// @notice This chain's line says `minted` or `burned`, above the coin's own counters.
    error AllocationCounters(uint256 minted, uint256 everMinted, uint256 burned, uint256 everBurned);
    /// @notice This chain's line carries `carried`, below `liveLimit`, the limit in force here.
    error AllocationCarried(uint256 carried, uint256 liveLimit);
    /// @notice This chain's line allows for `highest` tokens ever minted; the coin has minted `everMinted`.
    error AllocationBelowMinted(uint256 highest, uint256 everMinted);
    /// @notice `required` (outstanding at worst, times coverage, basis points included) is above `reserves` * 10000.
    error ReportNotCovered(uint256 required, uint256 available);
    /// @notice The reserves are above what the registry can hold.
    error ReservesTooLarge(uint256 reserves, uint256 maximum);
    /// @notice Signer `signer` does not ascend from `previous`.
    error SignersNotAscending(address signer, address previous);
    /// @notice `signer`, of signature `index`, is no attestor (a signature over other content recovers a stranger).
    error SignerNotAttestor(address signer, uint256 index);
    /// @notice `count` attestors of `class_` signed; `needed` must.
    error QuorumMissing(AttestorClass class_, uint256 count, uint256 needed);
    /// @notice The report's digest is `digest`; the last one accepted here has `last`.
    error ReportNotLast(bytes32 digest, bytes32 last);
    /// @notice A quorum needs one issuer officer and one of another class, and no more than the `members` of a class.
    error QuorumInvalid(AttestorClass class_, uint256 needed, uint256 members);
    /// @notice `account` is zero, an attestor already, has code, or is none; or the class is None.
    error AttestorInvalid(address account);
    /// @notice The setter only moves a figure the other way.
    error WrongDirection(uint256 oldValue, uint256 newValue);
    /// @notice The setting is out of its range.
    error SettingOutOfRange(uint256 value, uint256 minimum, uint256 maximum);

    /// @notice Takes a report. Anyone may submit it: the signatures decide.
    /// @param signatures 65-byte ECDSA signatures over {reportDigest}, strictly ascending by signer.
    /// @dev Rules B1, D1, D2. Accepted if the sum over chains of (max(mintLimit, carried, minted) - burned) * coverage is
    /// at most reserves * 10000, or if every mintLimit is 0: a shortfall must be publishable, and stops minting.
    function submitReport(ReserveReport calldata report, bytes[] calldata signatures) external;

    /// @notice Adds an attestor. LOOSENER.
    function addAttestor(address account, AttestorClass class_) external;

    /// @notice Removes an attestor; its class must still fill the quorum. LOOSENER.
    function removeAttestor(address account) external;

    /// @notice Changes the quorum, both ways. LOOSENER.
    function setQuorum(Quorum calldata newQuorum) external;

    /// @notice Raises the minimum coverage (basis points, at most 65,535). PAUSER.
    function raiseCoverage(uint16 newCoverage) external;

    /// @notice Lowers the minimum coverage, at least to 10,000. LOOSENER.
    function lowerCoverage(uint16 newCoverage) external;

    /// @notice Shortens the longest life of later reports (seconds, above 0). PAUSER.
    function lowerMaxReportAge(uint64 newAge) external;

    /// @notice Lengthens the longest life of later reports (seconds, at most 30 days). LOOSENER.
    function raiseMaxReportAge(uint64 newAge) external;

    /// @notice Most tokens that may ever be minted here now; 0 before the first report and past `validUntil`.
    function mintLimit() external view returns (uint256);

    /// @notice The last report accepted, expired or not; zeros before the first.
    function lastReport() external view returns (Acceptance memory);

    /// @notice What the attestors sign for `report`: its EIP-712 digest in the chainless domain.
    function reportDigest(ReserveReport calldata report) external view returns (bytes32);

    /// @notice True if `line` is an asset line of the last report accepted, expired or not, and the lines add up to `total`
    /// (token units). Only the report's digest is kept here: `report` is the one that event {ReportAccepted} gives.
    function checkAssetLine(
        ReserveReport calldata report,
        int256 total,
        AssetProof.Line calldata line
    ) external view returns (bool);

    /// @notice EIP-712 domain separator: name, version and salt; no chain, no contract.
    function domainSeparator() external view returns (bytes32);

    /// @notice Salt of the domain: issuer and environment.
    function domainSalt() external view returns (bytes32);

    /// @notice The coin this registry serves.
    function coin() external view returns (address);

    /// @notice ISO 4217 code of the coin.
    function currency() external view returns (string memory);

    /// @notice Minimum coverage (basis points).
    function coverage() external view returns (uint256);

    /// @notice Longest life of a report, from `asOf` to `validUntil` (seconds).
    function maxReportAge() external view returns (uint256);

    /// @notice Signatures a report needs, by class.
    function quorum() external view returns (Quorum memory);

    /// @notice The class of `account`, None for a stranger.
    function attestorClass(address account) external view returns (AttestorClass);

    /// @notice How many attestors a class has.
    function attestorCount(AttestorClass class_) external view returns (uint256);

    /// @notice How many chains have been listed.
    function listedChainCount() external view returns (uint256);

    /// @notice The registry the coin followed when this one was created, zero for the first. This one starts from its last
    /// report and its listed chains, so that no superseded report can be taken again.
    function predecessor() external view returns (address);

    /// @notice True if a report has listed the chain; it can then never be left out.
    function isChainListed(uint256 chainId) external view returns (bool);
}

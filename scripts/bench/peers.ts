/** Whole-transaction gas of one operation in peers' coins; undefined where a peer does not have it. */
export interface PeerRow {
  readonly key: string;
  readonly label: string;
  readonly usdc?: number;
  readonly pyusd?: number;
  readonly ausd?: number;
  readonly rlusd?: number;
  /** What the design's prototype was shown to reach. */
  readonly prototype?: number;
}

/**
 * Peers' figures for the same sequence on one EVM (osaka rules), each compiled with its own published compiler and settings
 * and deployed behind its own proxy: USDC v2.2, PYUSD V2, AUSD, RLUSD. Their mint asks for no reference, no second signature
 * and no reserve report.
 */
export const peerRows: readonly PeerRow[] = [
  { key: "transfer", label: "transfer", usdc: 45_047, pyusd: 48_451, ausd: 37_060, rlusd: 46_469, prototype: 36_550 },
  {
    key: "transferNewHolder",
    label: "transfer to a new holder",
    usdc: 62_159,
    pyusd: 65_563,
    ausd: 54_172,
    rlusd: 63_581,
    prototype: 53_662,
  },
  { key: "approve", label: "approve", usdc: 55_437, pyusd: 60_033, ausd: 50_994, rlusd: 58_075, prototype: 45_960 },
  {
    key: "transferFrom",
    label: "transferFrom",
    usdc: 53_280,
    pyusd: 56_732,
    ausd: 42_936,
    rlusd: 54_547,
    prototype: 44_555,
  },
  {
    key: "transferWithAuthorizationRandom",
    label: "3009, random nonce",
    usdc: 85_732,
    pyusd: 80_424,
    ausd: 70_768,
    prototype: 67_500,
  },
  {
    key: "transferWithAuthorizationAdjacent",
    label: "3009, adjacent nonce",
    usdc: 85_504,
    pyusd: 80_209,
    prototype: 49_952,
  },
  { key: "permit", label: "permit, first", usdc: 93_379, pyusd: 89_371, ausd: 83_323, prototype: 74_300 },
  { key: "batchRandom", label: "100 payments, random", prototype: 39_400 },
  { key: "batchAdjacent", label: "100 payments, adjacent", prototype: 21_900 },
  { key: "mint", label: "mint", usdc: 55_503, pyusd: 75_020, ausd: 45_377, rlusd: 50_684 },
  { key: "burn", label: "burn", usdc: 47_174, pyusd: 59_762, rlusd: 48_178 },
  { key: "freeze", label: "freeze one account", usdc: 37_466, pyusd: 54_770, ausd: 36_095, rlusd: 53_940 },
  { key: "mintBatch", label: "mint, one of a batch of 10" },
  { key: "addCustomer", label: "admit a customer" },
  { key: "seize", label: "seize" },
  { key: "burnFrozen", label: "burn frozen" },
  { key: "submitReport", label: "submit a report" },
];

import { readFile } from "node:fs/promises";

import { getAddress, isAddress, keccak256, toUtf8Bytes, ZeroAddress } from "ethers";
import { z } from "zod";

import { AtparError, isAtparError, violation } from "../errors/AtparError.js";
import { canonicalJson } from "../journal/canonicalJson.js";
import { findCurrency } from "../money/currencies.js";
import { parseUnits } from "../money/tokenUnits.js";
import { roleTable, rolesThatMustNotMeet, type RoleName } from "./roleTable.js";

const address = z
  .string()
  .refine((text) => isAddress(text), { error: "not an address", abort: true })
  .transform((text) => getAddress(text))
  .refine((account) => account !== ZeroAddress, "the zero address");

/** Seconds, at most what `bits` hold. */
const seconds = (bits: number) =>
  z
    .int()
    .positive()
    .max(2 ** bits - 1);

/** An amount in the coin's currency as text, at most 6 decimals; becomes token units, at most what `bits` hold. */
const units = (bits: bigint) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return parseUnits(text);
      } catch (error) {
        if (!isAtparError(error)) throw error;
        context.addIssue(error.message);
        return z.NEVER;
      }
    })
    .refine((amount) => amount < 1n << bits, `more than ${bits} bits of token units`);

/** Text for a short string of the contracts. */
const shortText = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= 31, "more than 31 bytes");

const attestorClass = z.enum(["issuerOfficer", "custodian", "auditor"]);

const coinProfile = z.strictObject({
  currency: z.string().refine((code) => findCurrency(code) !== undefined, "no ISO 4217 currency with a minor unit"),
  /** At most 31 bytes; also the EIP-712 domain's name. */
  name: shortText,
  symbol: shortText,
  /** Most that one order may mint. */
  orderCap: units(96n),
  /** Burst of the coin-wide rate limit; the worst window lets through twice as much. */
  rateCapacity: units(112n),
  rateWindow: seconds(48),
  /** Minimum coverage, basis points. */
  coverage: z.int().min(10_000).max(65_535),
  /** Longest life of a report, seconds; the registry's own bound is 30 days. */
  maxReportAge: z
    .int()
    .positive()
    .max(30 * 86_400),
  attestors: z.array(z.strictObject({ address, class: attestorClass })).min(2),
  quorum: z.strictObject({
    issuerOfficers: z.int().min(1).max(255),
    custodians: z.int().min(0).max(255),
    auditors: z.int().min(0).max(255),
  }),
});

const schema = z.strictObject({
  /** Names the issuer in the reports' EIP-712 salt. */
  issuer: z.string().min(1),
  /** `production`, `staging`, `local`: in the salt too, so that a test signature is worth nothing elsewhere. */
  environment: z.string().min(1),
  /** The delay D of everything that loosens a control, seconds. */
  delay: seconds(32),
  /** The delay of upgrades, the longest, seconds. */
  upgradeDelay: seconds(32),
  /** True: the first mint waits until the delays on grants and targets are in force (five days after deploying). */
  waitForSetback: z.boolean(),
  /** True: deploying on the local chain (31337) moves its clock past the set-back. Refused elsewhere. */
  advanceClock: z.boolean(),
  roles: z.strictObject({
    board: address,
    canceller: address,
    makers: z.array(address).min(1),
    checkers: z.array(address).min(1),
    onboarders: z.array(address).min(1),
    compliance: z.array(address).min(1),
    seizure: z.array(address),
    guards: z.array(address).min(1),
  }),
  /** Where seized tokens go, of every coin. */
  custody: address,
  coins: z.array(coinProfile).min(1),
});

export type DeploymentProfile = z.infer<typeof schema> & {
  /** keccak256 of the file's canonical JSON. */
  readonly hash: string;
};
export type CoinProfile = DeploymentProfile["coins"][number];

/** The accounts each role is granted to by a profile; the Revoker's ROLE_ADMIN is the plan's own. */
export function roleMembers(profile: DeploymentProfile): ReadonlyMap<RoleName, readonly string[]> {
  const { roles } = profile;
  return new Map<RoleName, readonly string[]>([
    ["MINTER", roles.makers],
    ["MINT_APPROVER", roles.checkers],
    ["ONBOARDER", roles.onboarders],
    ["FREEZER", roles.compliance],
    ["SEIZER", roles.seizure],
    ["PAUSER", roles.guards],
    ["LOOSENER", [roles.board]],
    ["UPGRADER", [roles.board]],
    ["CANCELLER", [roles.canceller]],
    ["ROLE_ADMIN", [roles.board]],
    ["ADMIN", [roles.board]],
  ]);
}

/** Salt of the reports' EIP-712 domain: issuer and environment. */
export function reportSalt(profile: Pick<DeploymentProfile, "issuer" | "environment">): string {
  return keccak256(toUtf8Bytes(canonicalJson({ environment: profile.environment, issuer: profile.issuer })));
}

/**
 * Reads a deployment profile (JSON).
 *
 * @throws DEPLOY_PROFILE_INVALID, DEPLOY_ROLES_MEET
 */
export async function readProfile(file: string): Promise<DeploymentProfile> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new AtparError("DEPLOY_PROFILE_INVALID", { file, problem: (error as Error).message }, { cause: error });
  }
  const parsed = parse(file, raw);
  const profile = { ...parsed, hash: keccak256(toUtf8Bytes(canonicalJson(raw))) };
  check(file, profile);
  return profile;
}

function parse(file: string, raw: unknown): z.infer<typeof schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw invalid(
    file,
    result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  );
}

function check(file: string, profile: DeploymentProfile): void {
  const problems = [];
  if (profile.upgradeDelay < profile.delay) {
    problems.push(`upgradeDelay ${profile.upgradeDelay} is shorter than delay ${profile.delay}`);
  }
  const currencies = profile.coins.map((coin) => coin.currency);
  if (new Set(currencies).size !== currencies.length) {
    problems.push(`a currency occurs twice: ${currencies.join(", ")}`);
  }
  for (const coin of profile.coins) problems.push(...quorumProblems(coin));
  if (problems.length > 0) throw invalid(file, problems);
  const members = roleMembers(profile);
  for (const [first, second] of rolesThatMustNotMeet) {
    const both = members.get(first)?.find((account) => members.get(second)?.includes(account));
    if (both !== undefined) throw new AtparError("DEPLOY_ROLES_MEET", { account: both, first, second });
  }
}

/** What the registry's constructor would refuse, found before anything is created. */
function quorumProblems({ currency, attestors, quorum }: CoinProfile): string[] {
  const problems = [];
  const accounts = attestors.map((attestor) => attestor.address);
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice !== undefined) problems.push(`${currency}: attestor ${twice} occurs twice`);
  for (const [name, needed] of [
    ["issuerOfficer", quorum.issuerOfficers],
    ["custodian", quorum.custodians],
    ["auditor", quorum.auditors],
  ] as const) {
    const members = attestors.filter((attestor) => attestor.class === name).length;
    if (needed > members) problems.push(`${currency}: the quorum asks for ${needed} of class ${name}, of ${members}`);
  }
  if (quorum.custodians + quorum.auditors === 0) {
    problems.push(`${currency}: the quorum asks for nobody but issuer officers`);
  }
  return problems;
}

function invalid(file: string, problems: readonly string[]): AtparError {
  return new AtparError(
    "DEPLOY_PROFILE_INVALID",
    { file, problem: problems.join("; ") },
    { violations: problems.map((problem) => violation("DEPLOY_PROFILE_INVALID", { file, problem })) },
  );
}

/** The execution delay of a role's members, seconds. */
export function roleDelay(profile: Pick<DeploymentProfile, "delay" | "upgradeDelay">, role: RoleName): number {
  const { delay } = roleTable[role];
  return delay === "none" ? 0 : profile[delay];
}

/** The contracts whose selectors the AccessManager maps to roles. */
export type RoleTarget = "coin" | "registry" | "revoker" | "manager";

/** `none`: acts at once; `delay`: the delay D; `upgradeDelay`: the longest one. */
export type RoleDelay = "none" | "delay" | "upgradeDelay";

export interface RoleEntry {
  readonly id: bigint;
  /** Who holds it (design term). */
  readonly holder: string;
  readonly does: string;
  readonly delay: RoleDelay;
  /** True: its admin is ROLE_ADMIN, so the guard can revoke its keys at once; false: its admin is ADMIN. */
  readonly operational: boolean;
  /** True: CANCELLER may veto what a member schedules. */
  readonly vetoable: boolean;
  readonly selectors: Readonly<Partial<Record<RoleTarget, readonly string[]>>>;
}

/**
 * The role table, the toolkit's copy of contracts/access/Roles.sol (a test compares the two). Functions are named, without
 * parameters: no restricted function is overloaded.
 */
export const roleTable = {
  ADMIN: {
    id: 0n,
    holder: "board",
    does: "configures roles, after the delay",
    delay: "delay",
    operational: false,
    vetoable: true,
    selectors: {},
  },
  MINTER: {
    id: 1n,
    holder: "maker",
    does: "sends mints, burns",
    delay: "none",
    operational: true,
    vetoable: false,
    selectors: { coin: ["mint", "mintBatch", "burn"] },
  },
  MINT_APPROVER: {
    id: 2n,
    holder: "checker",
    does: "signs each mint",
    delay: "none",
    operational: true,
    vetoable: false,
    selectors: {},
  },
  ONBOARDER: {
    id: 3n,
    holder: "onboarder",
    does: "admits customers",
    delay: "none",
    operational: true,
    vetoable: false,
    selectors: { coin: ["addCustomers"] },
  },
  FREEZER: {
    id: 4n,
    holder: "compliance",
    does: "freezes, removes customers",
    delay: "none",
    operational: true,
    vetoable: false,
    selectors: { coin: ["freeze", "removeCustomers"] },
  },
  SEIZER: {
    id: 5n,
    holder: "seizure",
    does: "seizes from frozen accounts, after the delay",
    delay: "delay",
    operational: true,
    vetoable: true,
    selectors: { coin: ["seize", "burnFrozen"] },
  },
  PAUSER: {
    id: 6n,
    holder: "guard",
    does: "pauses, lowers limits, revokes keys",
    delay: "none",
    operational: true,
    vetoable: false,
    selectors: {
      coin: ["pauseTransfers", "pauseIssuance", "enableSpenderCheck", "lowerOrderCap", "lowerRateLimit"],
      registry: ["raiseCoverage", "lowerMaxReportAge"],
      revoker: ["revoke"],
    },
  },
  LOOSENER: {
    id: 7n,
    holder: "board",
    does: "loosens controls, after the delay",
    delay: "delay",
    operational: false,
    vetoable: true,
    selectors: {
      coin: [
        "unpauseTransfers",
        "unpauseIssuance",
        "disableSpenderCheck",
        "raiseOrderCap",
        "raiseRateLimit",
        "unfreeze",
        "setRegistry",
        "setCustody",
        "setContractURI",
        "rescue",
      ],
      registry: ["lowerCoverage", "raiseMaxReportAge", "addAttestor", "removeAttestor", "setQuorum"],
      manager: [
        "grantRole",
        "setRoleAdmin",
        "setRoleGuardian",
        "setGrantDelay",
        "setTargetAdminDelay",
        "updateAuthority",
        "setTargetFunctionRole",
        "setTargetClosed",
      ],
    },
  },
  UPGRADER: {
    id: 8n,
    holder: "board",
    does: "upgrades, after the longest delay",
    delay: "upgradeDelay",
    operational: false,
    vetoable: true,
    selectors: { coin: ["upgradeToAndCall"] },
  },
  CANCELLER: {
    id: 9n,
    holder: "canceller",
    does: "vetoes what waits",
    delay: "none",
    operational: false,
    vetoable: false,
    selectors: {},
  },
  ROLE_ADMIN: {
    id: 10n,
    holder: "board, Revoker",
    does: "grants operational roles, after the delay",
    delay: "delay",
    operational: false,
    vetoable: true,
    selectors: {},
  },
} as const satisfies Readonly<Record<string, RoleEntry>>;

export type RoleName = keyof typeof roleTable;

export const roleNames = Object.keys(roleTable) as readonly RoleName[];

/** A role's entry under the general type, for code that walks the table. */
export function roleEntry(name: RoleName): RoleEntry {
  return roleTable[name];
}

/** Pairs of roles that one key must never hold together (design 2.2): `atpar roles` names every key that does. */
export const rolesThatMustNotMeet: readonly (readonly [RoleName, RoleName])[] = [
  ["MINTER", "MINT_APPROVER"],
  ["PAUSER", "CANCELLER"],
  ["ADMIN", "CANCELLER"],
  ["LOOSENER", "CANCELLER"],
  ["UPGRADER", "CANCELLER"],
  ["ADMIN", "MINTER"],
  ["ADMIN", "MINT_APPROVER"],
  ["LOOSENER", "MINTER"],
  ["LOOSENER", "MINT_APPROVER"],
  ["ONBOARDER", "MINTER"],
  ["ONBOARDER", "MINT_APPROVER"],
  ["FREEZER", "SEIZER"],
  ["SEIZER", "CANCELLER"],
  ["PAUSER", "ADMIN"],
  ["PAUSER", "LOOSENER"],
  ["PAUSER", "UPGRADER"],
  ["PAUSER", "ROLE_ADMIN"],
  ["UPGRADER", "MINTER"],
  ["UPGRADER", "MINT_APPROVER"],
  ["ROLE_ADMIN", "CANCELLER"],
  ["ROLE_ADMIN", "MINTER"],
  ["ROLE_ADMIN", "MINT_APPROVER"],
];

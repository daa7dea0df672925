/** Constants that look alike: each use of one is replaced by the next of its circle. */
const circles: readonly (readonly string[])[] = [
  ["FROZEN", "CUSTOMER"],
  ["TRANSFERS_PAUSED", "ISSUANCE_PAUSED", "CHECK_SPENDER"],
  [
    "MOVED_TRANSFER",
    "MOVED_TRANSFER_FROM",
    "MOVED_TRANSFER_WITH_AUTHORIZATION",
    "MOVED_RECEIVE_WITH_AUTHORIZATION",
    "MOVED_CANCEL_AUTHORIZATION",
  ],
  ["BALANCE_MASK", "COUNTER_MASK", "FROZEN_SINCE_MASK"],
  ["FROZEN_SINCE_SHIFT", "EVER_MINTED_SHIFT", "MOVED_SHIFT"],
  ["TRANSFER_TYPEHASH", "RECEIVE_TYPEHASH"],
  ["MINT_ORDER_TYPEHASH", "MINT_BATCH_TYPEHASH"],
  ["ALLOCATION_TYPEHASH", "REPORT_TYPEHASH"],
  ["LEAF", "NODE", "ROOT"],
  // AttestorClass
  ["None", "IssuerOfficer", "Custodian", "Auditor"],
];

/** Roles.sol's ids, in its order. */
const roles = [
  "ADMIN",
  "MINTER",
  "MINT_APPROVER",
  "ONBOARDER",
  "FREEZER",
  "SEIZER",
  "PAUSER",
  "LOOSENER",
  "UPGRADER",
  "CANCELLER",
  "ROLE_ADMIN",
] as const;

const next = (circle: readonly string[]): (readonly [string, string])[] =>
  circle.map((name, index) => [name, circle[(index + 1) % circle.length] ?? name] as const);

export const constantNeighbours: ReadonlyMap<string, string> = new Map(circles.flatMap(next));
export const roleNeighbours: ReadonlyMap<string, string> = new Map(next(roles));

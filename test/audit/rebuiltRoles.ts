import type { LogDescription } from "ethers";

/** What the manager's logs add up to. */
export interface RebuiltRoles {
  /** By `role account`: when the membership takes effect, and the execution delay. */
  members: Map<string, { since: bigint; delay: bigint }>;
  admins: Map<bigint, bigint>;
  guardians: Map<bigint, bigint>;
  /** By `target selector`. */
  functions: Map<string, bigint>;
  closed: Set<string>;
  grantDelays: Map<bigint, bigint>;
  targetDelays: Map<string, bigint>;
}

export function newRoles(): RebuiltRoles {
  return {
    members: new Map(),
    admins: new Map(),
    guardians: new Map(),
    functions: new Map(),
    closed: new Set(),
    grantDelays: new Map(),
    targetDelays: new Map(),
  };
}

/** Delays are taken to be in force, however long the set-back: compare when it has passed. */
export function stepRoles(roles: RebuiltRoles, { name, args }: LogDescription): void {
  const role = args["roleId"] as bigint;
  const target = args["target"] as string;
  if (name === "RoleGranted") {
    const key = `${role} ${args["account"] as string}`;
    // a second grant changes the delay alone; its `since` is when the delay does
    const since = args["newMember"] === true ? (args["since"] as bigint) : roles.members.get(key)!.since;
    roles.members.set(key, { since, delay: args["delay"] as bigint });
  }
  if (name === "RoleRevoked") roles.members.delete(`${role} ${args["account"] as string}`);
  if (name === "RoleAdminChanged") roles.admins.set(role, args["admin"] as bigint);
  if (name === "RoleGuardianChanged") roles.guardians.set(role, args["guardian"] as bigint);
  if (name === "RoleGrantDelayChanged") roles.grantDelays.set(role, args["delay"] as bigint);
  if (name === "TargetAdminDelayUpdated") roles.targetDelays.set(target, args["delay"] as bigint);
  if (name === "TargetFunctionRoleUpdated") roles.functions.set(`${target} ${args["selector"] as string}`, role);
  if (name === "TargetClosed") {
    if (args["closed"] === true) roles.closed.add(target);
    else roles.closed.delete(target);
  }
}

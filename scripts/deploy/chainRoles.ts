import type { Provider } from "ethers";

import { AccessManager__factory } from "../../typechain-types/index.js";
import { roleTargets, type DeployedContracts, type Delays } from "./configuration.js";
import { readRoleFaults, type RoleFault } from "./roleFaults.js";
import { roleNames, rolesThatMustNotMeet, roleTable, type RoleName } from "./roleTable.js";

export interface RoleMember {
  readonly account: string;
  /** Execution delay, seconds. */
  readonly delay: number;
  /** When the membership takes effect, unix seconds. */
  readonly since: number;
}

export interface RoleState {
  readonly name: RoleName;
  readonly id: bigint;
  readonly admin: bigint;
  readonly guardian: bigint;
  /** Delay of new grants in force now, seconds. */
  readonly grantDelay: number;
  readonly members: readonly RoleMember[];
}

/** A delay that was set and is not in force yet. */
export interface PendingDelay {
  readonly what: string;
  /** Seconds. */
  readonly delay: number;
  /** Unix seconds. */
  readonly effect: number;
}

export interface ChainRoles {
  readonly roles: readonly RoleState[];
  readonly pending: readonly PendingDelay[];
  /** Every key that holds two roles that must not meet. */
  readonly meetings: readonly { readonly account: string; readonly first: RoleName; readonly second: RoleName }[];
  /** Everything on the chain that is not as the role table and the deployment's delays have it. */
  readonly faults: readonly RoleFault[];
}

/**
 * Reads the roles from the chain: members by the manager's events and then its state, delays, guardians, admins, and the
 * role of every restricted selector; compares with the role table.
 *
 * @param fromBlock The block the manager was created in.
 * @param timestamp Now by the chain, unix seconds.
 * @param delays What the deployment was configured with.
 */
export async function readRoles(
  provider: Provider,
  contracts: DeployedContracts,
  fromBlock: number,
  timestamp: number,
  delays: Delays,
): Promise<ChainRoles> {
  const manager = AccessManager__factory.connect(contracts.manager, provider);
  const grants = await manager.queryFilter(manager.filters.RoleGranted(), fromBlock);
  const roles: RoleState[] = [];
  for (const name of roleNames) {
    const { id } = roleTable[name];
    const accounts = new Set(grants.filter((event) => event.args.roleId === id).map((event) => event.args.account));
    const members: RoleMember[] = [];
    for (const account of accounts) {
      const access = await manager.getAccess(id, account);
      if (access.since === 0n) continue;
      members.push({ account, delay: Number(access.currentDelay), since: Number(access.since) });
    }
    const [admin, guardian, grantDelay] = await Promise.all([
      manager.getRoleAdmin(id),
      manager.getRoleGuardian(id),
      manager.getRoleGrantDelay(id),
    ]);
    roles.push({ name, id, admin, guardian, grantDelay: Number(grantDelay), members });
  }
  const pending = await readPending(provider, contracts, fromBlock, timestamp);
  return {
    roles,
    pending,
    meetings: meetingsOf(roles),
    faults: await readRoleFaults(provider, contracts, roles, pending, delays),
  };
}

async function readPending(
  provider: Provider,
  contracts: DeployedContracts,
  fromBlock: number,
  timestamp: number,
): Promise<PendingDelay[]> {
  const manager = AccessManager__factory.connect(contracts.manager, provider);
  const grantDelays = await manager.queryFilter(manager.filters.RoleGrantDelayChanged(), fromBlock);
  const targetDelays = await manager.queryFilter(manager.filters.TargetAdminDelayUpdated(), fromBlock);
  const targets = roleTargets(contracts);
  const all: PendingDelay[] = [
    ...grantDelays.map(({ args }) => ({
      what: `grants of ${roleNames.find((name) => roleTable[name].id === args.roleId) ?? args.roleId.toString()}`,
      delay: Number(args.delay),
      effect: Number(args.since),
    })),
    ...targetDelays.map(({ args }) => {
      const target = targets.find(({ address }) => address === args.target);
      const label = target === undefined ? args.target : [target.currency, target.kind].filter(Boolean).join(" ");
      return { what: `administration of ${label}`, delay: Number(args.delay), effect: Number(args.since) };
    }),
  ];
  return all.filter(({ effect }) => effect > timestamp);
}

function meetingsOf(roles: readonly RoleState[]): ChainRoles["meetings"] {
  const members = (name: RoleName): readonly RoleMember[] => roles.find((role) => role.name === name)?.members ?? [];
  return rolesThatMustNotMeet.flatMap(([first, second]) =>
    members(first)
      .filter(({ account }) => members(second).some((other) => other.account === account))
      .map(({ account }) => ({ account, first, second })),
  );
}

import { Interface } from "ethers";

import {
  AccessManager__factory,
  IStablecoin__factory,
  ReserveRegistry__factory,
  Revoker__factory,
} from "../../typechain-types/index.js";
import { roleDelay, roleMembers, type DeploymentProfile } from "./profile.js";
import { roleEntry, roleNames, roleTable, type RoleName, type RoleTarget } from "./roleTable.js";

/** The two delays of a profile or record, seconds. */
export interface Delays {
  readonly delay: number;
  readonly upgradeDelay: number;
}

/** Where the contracts of one deployment stand. */
export interface DeployedContracts {
  readonly manager: string;
  readonly revoker: string;
  readonly coins: readonly { readonly currency: string; readonly coin: string; readonly registry: string }[];
}

// untyped: the bindings' encodeFunctionData cannot be called with a name that varies
const managerInterface = new Interface(AccessManager__factory.abi);

const targetInterfaces: Readonly<Record<RoleTarget, Interface>> = {
  coin: new Interface(IStablecoin__factory.abi),
  registry: new Interface(ReserveRegistry__factory.abi),
  revoker: new Interface(Revoker__factory.abi),
  manager: managerInterface,
};

/** The 4-byte selectors that a role may call on one kind of target. */
export function selectorsOf(role: RoleName, target: RoleTarget): string[] {
  return (roleEntry(role).selectors[target] ?? []).map((name) => {
    const fragment = targetInterfaces[target].getFunction(name);
    if (fragment === null) throw new Error(`the role table names ${target}.${name}, which does not exist`);
    return fragment.selector;
  });
}

/** Every target of a deployment, with its kind. */
export function roleTargets(contracts: DeployedContracts): { kind: RoleTarget; address: string; currency?: string }[] {
  return [
    { kind: "manager", address: contracts.manager },
    { kind: "revoker", address: contracts.revoker },
    ...contracts.coins.flatMap(({ currency, coin, registry }) => [
      { kind: "coin" as const, address: coin, currency },
      { kind: "registry" as const, address: registry, currency },
    ]),
  ];
}

/**
 * The calls that configure the stock AccessManager as design 2.2 says, in their order, ending with the deployer's
 * renunciation. They go into one multicall: either the whole configuration stands, or none.
 */
export function configurationCalls(
  profile: DeploymentProfile,
  contracts: DeployedContracts,
  deployer: string,
): readonly string[] {
  const calls: string[] = [];
  const call = (name: string, ...values: unknown[]): void => {
    calls.push(managerInterface.encodeFunctionData(name, values));
  };
  const targets = roleTargets(contracts);
  for (const name of roleNames) {
    const role = roleEntry(name);
    for (const target of targets) {
      const selectors = selectorsOf(name, target.kind);
      if (selectors.length > 0) call("setTargetFunctionRole", target.address, selectors, role.id);
    }
  }
  for (const name of roleNames) {
    const role = roleEntry(name);
    // the delay on grants takes effect after the manager's set-back of five days; ADMIN's can be set, its admin cannot
    const grantDelay = grantDelayOf(profile, name);
    if (grantDelay > 0) call("setGrantDelay", role.id, grantDelay);
    if (name === "ADMIN") continue;
    call("labelRole", role.id, name);
    if (role.operational) call("setRoleAdmin", role.id, roleTable.ROLE_ADMIN.id);
    if (role.vetoable) call("setRoleGuardian", role.id, roleTable.CANCELLER.id);
  }
  for (const target of targets) call("setTargetAdminDelay", target.address, targetDelayOf(profile, target.kind));
  // operational grants are made last: from here on their admin is ROLE_ADMIN, which the deployer takes for this call only
  call("grantRole", roleTable.ROLE_ADMIN.id, deployer, 0);
  for (const [name, accounts] of roleMembers(profile)) {
    for (const account of accounts) call("grantRole", roleTable[name].id, account, roleDelay(profile, name));
  }
  call("grantRole", roleTable.ROLE_ADMIN.id, contracts.revoker, 0);
  call("renounceRole", roleTable.ROLE_ADMIN.id, deployer);
  call("renounceRole", roleTable.ADMIN.id, deployer);
  return calls;
}

/** Delay of a new grant of a role, seconds: an upgrader waits as long before acting as an upgrade does. */
export function grantDelayOf(delays: Delays, role: RoleName): number {
  if (role === "UPGRADER") return delays.upgradeDelay;
  return roleTable[role].operational ? 0 : delays.delay;
}

/** Delay of changing which role a target's selectors belong to, seconds: the coin's upgrade must not become quicker so. */
export function targetDelayOf(delays: Delays, target: RoleTarget): number {
  return target === "coin" ? delays.upgradeDelay : delays.delay;
}

/** The configuration as the data of one transaction to the manager. */
export function configurationData(profile: DeploymentProfile, contracts: DeployedContracts, deployer: string): string {
  return managerInterface.encodeFunctionData("multicall", [[...configurationCalls(profile, contracts, deployer)]]);
}

import type { Provider } from "ethers";

import { AccessManager__factory, Revoker__factory } from "../../typechain-types/index.js";
import type { PendingDelay, RoleState } from "./chainRoles.js";
import {
  grantDelayOf,
  roleTargets,
  selectorsOf,
  targetDelayOf,
  type DeployedContracts,
  type Delays,
} from "./configuration.js";
import { roleEntry, roleTable } from "./roleTable.js";

/** Something on the chain that is not as the role table and the deployment's delays have it, one line. */
export interface RoleFault {
  readonly what: string;
}

/** Compares the chain's configuration with the role table and the delays of the deployment. */
export async function readRoleFaults(
  provider: Provider,
  contracts: DeployedContracts,
  roles: readonly RoleState[],
  pending: readonly PendingDelay[],
  delays: Delays,
): Promise<RoleFault[]> {
  const faults = [
    ...roles.flatMap((role) => faultsOfRole(role, contracts, pending, delays)),
    ...(await faultsOfTargets(provider, contracts, pending, delays)),
    ...(await faultsOfSelectors(provider, contracts, roles)),
  ];
  return faults.map((what) => ({ what }));
}

function faultsOfRole(
  role: RoleState,
  contracts: DeployedContracts,
  pending: readonly PendingDelay[],
  delays: Delays,
): string[] {
  const { name, members } = role;
  const entry = roleEntry(name);
  const faults: string[] = [];
  const admin = entry.operational ? roleTable.ROLE_ADMIN.id : roleTable.ADMIN.id;
  if (role.admin !== admin) faults.push(`${name} has admin role ${role.admin}, not ${admin}`);
  // ADMIN's guardian cannot be set: the manager's own selectors have LOOSENER's instead
  const guardian = entry.vetoable && name !== "ADMIN" ? roleTable.CANCELLER.id : 0n;
  if (role.guardian !== guardian) faults.push(`${name} has guardian role ${role.guardian}, not ${guardian}`);
  const grantDelay = grantDelayOf(delays, name);
  if (role.grantDelay !== grantDelay && !isComing(pending, `grants of ${name}`, grantDelay)) {
    faults.push(`grants of ${name} wait ${role.grantDelay} s, not ${grantDelay} s`);
  }
  const wanted = entry.delay === "none" ? 0 : delays[entry.delay];
  for (const { account, delay } of members) {
    // the Revoker may act at once: all it can do is revoke
    if (name === "ROLE_ADMIN" && account === contracts.revoker) continue;
    if (delay !== wanted) faults.push(`${account} holds ${name} with a delay of ${delay} s, not ${wanted} s`);
  }
  if (name === "ADMIN" && members.length !== 1) faults.push(`ADMIN has ${members.length} holders, not 1`);
  return faults;
}

async function faultsOfTargets(
  provider: Provider,
  contracts: DeployedContracts,
  pending: readonly PendingDelay[],
  delays: Delays,
): Promise<string[]> {
  const manager = AccessManager__factory.connect(contracts.manager, provider);
  const faults: string[] = [];
  for (const { kind, address, currency } of roleTargets(contracts)) {
    const label = [currency, kind].filter(Boolean).join(" ");
    if (await manager.isTargetClosed(address)) faults.push(`${label} is closed: nobody can call it`);
    const wanted = targetDelayOf(delays, kind);
    const delay = Number(await manager.getTargetAdminDelay(address));
    if (delay !== wanted && !isComing(pending, `administration of ${label}`, wanted)) {
      faults.push(`administration of ${label} waits ${delay} s, not ${wanted} s`);
    }
    if (kind === "manager") continue;
    // every managed contract answers `authority()` alike
    const authority = await Revoker__factory.connect(address, provider).authority();
    if (authority !== contracts.manager) faults.push(`${label} obeys ${authority}, not the manager`);
  }
  return faults;
}

async function faultsOfSelectors(
  provider: Provider,
  contracts: DeployedContracts,
  roles: readonly RoleState[],
): Promise<string[]> {
  const manager = AccessManager__factory.connect(contracts.manager, provider);
  const faults: string[] = [];
  for (const role of roles) {
    for (const target of roleTargets(contracts)) {
      for (const selector of selectorsOf(role.name, target.kind)) {
        const actual = await manager.getTargetFunctionRole(target.address, selector);
        if (actual !== role.id) faults.push(`${target.kind} ${selector} belongs to role ${actual}, not ${role.name}`);
      }
    }
  }
  return faults;
}

function isComing(pending: readonly PendingDelay[], what: string, delay: number): boolean {
  return pending.some((one) => one.what === what && one.delay === delay);
}

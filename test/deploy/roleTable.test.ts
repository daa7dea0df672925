import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { BrowserProvider, ContractFactory, Interface, type BaseContract, type FunctionFragment } from "ethers";
import { artifacts, network } from "hardhat";

import { selectorsOf } from "../../scripts/deploy/configuration.js";
import {
  roleEntry,
  roleNames,
  roleTable,
  rolesThatMustNotMeet,
  type RoleTarget,
} from "../../scripts/deploy/roleTable.js";
import {
  AccessManager__factory,
  IStablecoin__factory,
  IStablecoinControl__factory,
  ReserveRegistry__factory,
  Revoker__factory,
} from "../../typechain-types/index.js";

type Assignment = readonly [role: bigint, selectors: readonly string[]];

/** The functions of an ABI that change state. */
function writes(abi: ConstructorParameters<typeof Interface>[0]): FunctionFragment[] {
  const all: FunctionFragment[] = [];
  new Interface(abi).forEachFunction((fragment) => {
    if (!fragment.constant) all.push(fragment);
  });
  return all;
}

describe("roleTable", () => {
  let harness: BaseContract;

  before(async () => {
    const { abi, bytecode } = await artifacts.readArtifact("RolesHarness");
    // `npm run mutation` puts faulty versions in its place
    const given = process.env["ATPAR_TEST_CODE"];
    const code = given === undefined ? bytecode : `0x${readFileSync(join(given, "RolesHarness.hex"), "utf8")}`;
    const connection = await network.create({ network: "local" });
    const deployer = await new BrowserProvider(connection.provider).getSigner(0);
    harness = await new ContractFactory(abi, code, deployer).deploy();
  });

  it("has every role of Roles.sol under its id, and no other", async () => {
    const { outputs } = harness.interface.getFunction("ids")!;
    const values = (await harness.getFunction("ids")()) as readonly bigint[];
    const solidity = outputs.map(({ name }, index) => [name, values[index]]);
    expect(solidity).to.have.length(11);
    expect(roleNames.map((name) => [name, roleTable[name].id])).to.deep.equal(solidity);
  });

  for (const target of ["coin", "registry", "revoker", "manager"] as const satisfies readonly RoleTarget[]) {
    it(`gives each role the ${target}'s selectors that Roles.sol gives it, and no others`, async () => {
      const assignments = (await harness.getFunction(target)()) as readonly Assignment[];
      const solidity = assignments.flatMap(([role, selectors]) => selectors.map((one) => `${role} ${one}`));
      const typescript = roleNames.flatMap((name) =>
        selectorsOf(name, target).map((selector) => `${roleTable[name].id} ${selector}`),
      );
      expect(typescript).to.deep.equal(solidity);
      const selectors = solidity.map((line) => line.split(" ")[1]);
      expect(new Set(selectors).size).to.equal(selectors.length, "a selector has one role");
    });
  }

  it("agrees on the operational and the delayed roles", async () => {
    const ids = (names: readonly bigint[]) => names.map(String);
    const operational = (await harness.getFunction("operational")()) as readonly bigint[];
    const delayed = (await harness.getFunction("delayed")()) as readonly bigint[];
    const table = roleNames.map((name) => roleEntry(name));
    expect(ids(table.filter((role) => role.operational).map(({ id }) => id))).to.deep.equal(ids(operational));
    // ADMIN and ROLE_ADMIN act after a delay too; their calls are vetoed as LOOSENER's
    const late = table.filter(({ id, delay }) => delay !== "none" && ![0n, 10n].includes(id));
    expect(ids(late.map(({ id }) => id))).to.deep.equal(ids(delayed));
    expect(late.every(({ vetoable }) => vetoable)).to.equal(true);
  });

  it("names no function that is overloaded", () => {
    const abis = {
      coin: IStablecoin__factory.abi,
      registry: ReserveRegistry__factory.abi,
      revoker: Revoker__factory.abi,
      manager: AccessManager__factory.abi,
    };
    for (const role of roleNames) {
      for (const [target, names] of Object.entries(roleEntry(role).selectors)) {
        for (const name of names) {
          const alike = writes(abis[target as RoleTarget]).filter((fragment) => fragment.name === name);
          expect(alike, `${target}.${name}`).to.have.length(1);
        }
      }
    }
  });

  it("leaves no function of the issuer's face without a role, but the initializer", () => {
    const control = writes(IStablecoinControl__factory.abi).filter(({ name }) => name !== "initialize");
    expect(control).to.have.length(23);
    const upgrade = IStablecoin__factory.createInterface().getFunction("upgradeToAndCall");
    const mapped = roleNames.flatMap((role) => selectorsOf(role, "coin"));
    expect(mapped).to.have.members([...control, upgrade].map(({ selector }) => selector));
  });

  it("leaves no function of registry and revoker without a role, but reports and the manager's own call", () => {
    const expected = (abi: ConstructorParameters<typeof Interface>[0], free: readonly string[]) =>
      writes(abi)
        .filter(({ name }) => !free.includes(name))
        .map(({ selector }) => selector);
    const registry = roleNames.flatMap((role) => selectorsOf(role, "registry"));
    expect(registry).to.have.members(expected(ReserveRegistry__factory.abi, ["submitReport", "setAuthority"]));
    const revoker = roleNames.flatMap((role) => selectorsOf(role, "revoker"));
    expect(revoker).to.have.members(expected(Revoker__factory.abi, ["setAuthority"]));
  });

  it("maps the manager's functions that loosen, and leaves revoking and the members' own calls alone", () => {
    const mapped = roleNames.flatMap((role) => selectorsOf(role, "manager"));
    const left = writes(AccessManager__factory.abi).filter(({ selector }) => !mapped.includes(selector));
    expect(left.map(({ name }) => name)).to.have.members([
      ...[
        "revokeRole",
        "renounceRole",
        "labelRole",
        "cancel",
        "consumeScheduledOp",
        "execute",
        "multicall",
        "schedule",
      ],
    ]);
  });

  it("keeps maker from checker, and whoever vetoes from whoever is vetoed", () => {
    const pairs = rolesThatMustNotMeet.map((pair) => [...pair].sort().join(" "));
    expect(pairs).to.include.members(["MINTER MINT_APPROVER", "CANCELLER PAUSER", "CANCELLER LOOSENER"]);
    expect(new Set(pairs).size).to.equal(pairs.length);
    expect(rolesThatMustNotMeet.every(([first, second]) => first !== (second as string))).to.equal(true);
  });
});

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";
import { BrowserProvider, keccak256, toUtf8Bytes } from "ethers";
import { artifacts, network } from "hardhat";
import { z } from "zod";

import { compiler } from "../../scripts/deploy/compiler.js";
import { canonicalJson } from "../../scripts/journal/canonicalJson.js";
import {
  AccessManager__factory,
  ReserveRegistry__factory,
  Revoker__factory,
  Stablecoin__factory,
  StablecoinControl__factory,
} from "../../typechain-types/index.js";

const root = resolve(import.meta.dirname, "../..");
const shipped = {
  AccessManager: AccessManager__factory,
  ReserveRegistry: ReserveRegistry__factory,
  Revoker: Revoker__factory,
  Stablecoin: Stablecoin__factory,
  StablecoinControl: StablecoinControl__factory,
} as const;

const manifestSchema = z.strictObject({
  schema: z.literal("atpar.release/1"),
  compiler: z.unknown(),
  storageLayoutHash: z.string(),
  contracts: z.record(
    z.string(),
    z.strictObject({
      creationCodeHash: z.string(),
      runtimeBytes: z.int(),
      storageLayout: z.array(
        z.strictObject({ slot: z.string(), offset: z.int(), label: z.string(), type: z.string() }),
      ),
    }),
  ),
});

/** EIP-170. */
const LARGEST_CONTRACT = 24_576;
/** Room that every contract keeps below it: a fix must not fail for its size. */
const ROOM = 2_048;

describe("deployments/release.json", () => {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(resolve(root, "deployments/release.json"), "utf8")));

  it("names the contracts that are shipped, and the compiler they are built with", () => {
    expect(Object.keys(manifest.contracts)).to.have.members(Object.keys(shipped));
    expect(manifest.compiler).to.deep.equal(compiler);
  });

  for (const [name, factory] of Object.entries(shipped)) {
    it(`has the hash of the ${name} that the bindings create`, () => {
      expect(manifest.contracts[name]!.creationCodeHash).to.equal(keccak256(factory.bytecode));
    });

    it(`leaves ${name} room below the largest contract`, () => {
      expect(manifest.contracts[name]!.runtimeBytes)
        .to.be.above(0)
        .and.at.most(LARGEST_CONTRACT - ROOM);
    });
  }

  it("states the sizes that stand on a chain", async () => {
    const connection = await network.create({ network: "local" });
    const provider = new BrowserProvider(connection.provider);
    const signer = await provider.getSigner(0);
    const manager = await new AccessManager__factory(signer).deploy(signer.address);
    const control = await new StablecoinControl__factory(signer).deploy();
    const revoker = await new Revoker__factory(signer).deploy(await manager.getAddress());
    const sizes = async (contract: { getAddress(): Promise<string> }) =>
      ((await provider.getCode(await contract.getAddress())).length - 2) / 2;
    expect(await sizes(manager)).to.equal(manifest.contracts["AccessManager"]!.runtimeBytes);
    expect(await sizes(control)).to.equal(manifest.contracts["StablecoinControl"]!.runtimeBytes);
    expect(await sizes(revoker)).to.equal(manifest.contracts["Revoker"]!.runtimeBytes);
  });

  it("has the storage layouts under its own hash", () => {
    const layouts = Object.fromEntries(
      Object.entries(manifest.contracts).map(([name, { storageLayout }]) => [name, storageLayout]),
    );
    expect(manifest.storageLayoutHash).to.equal(keccak256(toUtf8Bytes(canonicalJson(layouts))));
  });

  it("keeps the issuer's face out of ordinary storage", () => {
    expect(manifest.contracts["StablecoinControl"]!.storageLayout).to.deep.equal([]);
  });

  it("has bindings of the contracts as they stand in this checkout", async () => {
    // by ABI, which is the same in every build profile; CI compares the bytecode (npm run generated)
    for (const [name, factory] of Object.entries(shipped)) {
      const { abi } = await artifacts.readArtifact(name);
      expect(factory.abi, `${name}: npm run generate`).to.deep.equal(abi);
    }
  });
});

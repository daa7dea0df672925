import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import {
  checkRecord,
  deployedContracts,
  loadDeployment,
  readAllRecords,
  readNetworkRecords,
  readRecord,
  recordFile,
  writeRecord,
  type ContractName,
  type DeploymentRecord,
} from "../../scripts/deploy/record.js";
import { rejection } from "../journal/rejection.js";
import { openChain, sharedDeployment, type DeployedChain } from "./deployedChain.js";

const zeros = `0x${"00".repeat(32)}`;

describe("deployment records", function () {
  this.timeout(60_000);
  let chain: DeployedChain;
  let folder: string;
  let file: string;

  before(async () => {
    chain = await sharedDeployment();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "atpar-records-"));
    file = recordFile(folder, 31_337, "local", "HKD");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const network = { chainId: 31_337, name: "local" };
  const load = (): Promise<DeploymentRecord> => loadDeployment(folder, network, "HKD", chain.provider);

  it("reads back what it wrote, and checks it against the chain", async () => {
    expect(await writeRecord(folder, chain.hkd)).to.equal(file);
    expect(await load()).to.deep.equal(chain.hkd);
    expect(readFileSync(file, "utf8")).to.match(/\n$/u);
  });

  it("keeps every record written in the history", async () => {
    await writeRecord(folder, chain.hkd);
    await writeRecord(folder, { ...chain.hkd, sourceCommit: "later" });
    const lines = readFileSync(join(folder, "31337-local/history.jsonl"), "utf8").trimEnd().split("\n");
    const commits = lines.map((line) => (JSON.parse(line) as DeploymentRecord).sourceCommit);
    expect(commits).to.deep.equal([chain.hkd.sourceCommit, "later"]);
    expect((await readRecord(file))?.sourceCommit).to.equal("later");
  });

  it("says where a record would be that is not there", async () => {
    expect(await readRecord(file)).to.equal(undefined);
    const { parameters } = await rejection(load(), "DEPLOYMENT_MISSING");
    expect(parameters).to.deep.equal({ currency: "HKD", network: "local", file });
  });

  describe("tampered with", () => {
    const names = ["manager", "revoker", "control", "coin", "registry"] as const satisfies readonly ContractName[];

    /** What a record with a change is refused for. */
    async function drift(change: (record: DeploymentRecord) => DeploymentRecord) {
      const { parameters } = await rejection(checkRecord(file, change(chain.hkd), chain.provider), "DEPLOYMENT_DRIFT");
      expect(parameters.file).to.equal(file);
      return parameters;
    }

    const withContract = (name: ContractName, change: Partial<DeploymentRecord["contracts"]["coin"]>) =>
      drift((record) => ({
        ...record,
        contracts: { ...record.contracts, [name]: { ...record.contracts[name], ...change } },
      }));

    it("is found by its chain id", async () => {
      const { field, recorded, actual } = await drift((record) => ({ ...record, chainId: 1 }));
      expect([field, recorded, actual]).to.deep.equal(["chainId", "1", "31337"]);
    });

    it("is found by its genesis", async () => {
      const { field, actual } = await drift((record) => ({ ...record, genesisHash: zeros }));
      expect([field, actual]).to.deep.equal(["genesisHash", chain.hkd.genesisHash]);
    });

    for (const name of names) {
      it(`is found by the code hash of the ${name}`, async () => {
        const { field, recorded, actual } = await withContract(name, { codeHash: zeros });
        const { codeHash } = chain.hkd.contracts[name];
        expect([field, recorded, actual]).to.deep.equal([`contracts.${name}.codeHash`, zeros, codeHash]);
      });

      it(`is found by the address of the ${name}: nothing there, another contract there`, async () => {
        const nobody = await withContract(name, { address: chain.address("stranger") });
        expect([nobody.field, nobody.actual]).to.deep.equal([`contracts.${name}`, "no contract there"]);
        const other = name === "manager" ? chain.hkd.contracts.coin : chain.hkd.contracts.manager;
        const found = await withContract(name, { address: other.address });
        expect([found.field, found.actual]).to.deep.equal([`contracts.${name}.codeHash`, other.codeHash]);
      });

      it(`is found by the block of the ${name}`, async () => {
        const { block, blockHash } = chain.hkd.contracts[name];
        const moved = await withContract(name, { block: block - 1 });
        expect([moved.field, moved.recorded]).to.deep.equal([`contracts.${name}.blockHash`, blockHash]);
        expect((await withContract(name, { blockHash: zeros })).actual).to.equal(blockHash);
      });
    }

    it("is found where a coin of the other currency stands", async () => {
      for (const name of ["coin", "registry"] as const) {
        const { field } = await withContract(name, { address: chain.usd.contracts[name].address });
        expect(field).to.equal(`contracts.${name}.codeHash`);
      }
    });

    it("is found by the block of its configuration, from which the set-back counts", async () => {
      const early = await drift((record) => ({ ...record, configuration: { ...record.configuration, block: 0 } }));
      expect(early.field).to.equal("configuration.blockHash");
      const beyond = await drift((record) => ({ ...record, configuration: { ...record.configuration, block: 9999 } }));
      expect(beyond.actual).to.equal("no such block");
    });
  });

  it("does not take another local chain for its own", async () => {
    await writeRecord(folder, chain.hkd);
    const other = await openChain(1_800_000_000);
    try {
      const { parameters } = await rejection(
        loadDeployment(folder, network, "HKD", other.provider),
        "DEPLOYMENT_DRIFT",
      );
      expect(parameters.field).to.equal("genesisHash");
    } finally {
      await other.close();
    }
  });

  describe("that are malformed", () => {
    const texts: Readonly<Record<string, (whole: string) => string>> = {
      "cut short": (whole) => whole.slice(0, whole.length / 2),
      "no JSON": () => "deployed",
      "of another schema": (whole) => whole.replace("atpar.deployment/1", "atpar.deployment/2"),
      "with an unknown field": (whole) => whole.replace("{", '{ "note": "",'),
      "without a field": (whole) => whole.replace(/"genesisHash": "[^"]+",/u, ""),
      "with no address": (whole) => whole.replace(chain.hkd.contracts.coin.address, "0x12"),
      "with no hash": (whole) => whole.replace(chain.hkd.contracts.coin.codeHash, "0x12"),
    };
    for (const [name, change] of Object.entries(texts)) {
      it(`are refused: ${name}`, async () => {
        await writeRecord(folder, chain.hkd);
        const changed = change(readFileSync(file, "utf8"));
        writeFileSync(file, changed);
        const { parameters } = await rejection(load(), "DEPLOYMENT_MALFORMED");
        expect(parameters.file).to.equal(file);
        expect(String(parameters.problem)).not.to.include("\n");
        await rejection(readAllRecords(folder), "DEPLOYMENT_MALFORMED");
      });
    }

    it("are refused: a folder", async () => {
      mkdirSync(file, { recursive: true });
      await rejection(readRecord(file), "DEPLOYMENT_MALFORMED");
    });
  });

  it("finds all records, whatever their chain, and those that share a manager", async () => {
    await writeRecord(folder, chain.hkd);
    await writeRecord(folder, chain.usd);
    await writeRecord(folder, { ...chain.hkd, chainId: 1, network: "ethereum" });
    writeFileSync(join(folder, "31337-local/notes.txt"), "");
    mkdirSync(join(folder, "profiles"));
    const found = (await readAllRecords(folder)).map(({ record }) => `${record.chainId} ${record.currency}`);
    expect(found).to.deep.equal(["1 HKD", "31337 HKD", "31337 USD"]);
    const records = await readNetworkRecords(folder, chain.hkd);
    expect(records).to.deep.equal([chain.hkd, chain.usd]);
    expect(deployedContracts(records)).to.deep.equal(chain.contracts);
  });

  it("finds none in a folder that is not there, and fails where it cannot look", async () => {
    expect(await readAllRecords(join(folder, "none"))).to.deep.equal([]);
    writeFileSync(join(folder, "file"), "");
    const { parameters } = await rejection(readAllRecords(join(folder, "file")), "DEPLOYMENT_MALFORMED");
    expect(parameters.file).to.equal(join(folder, "file"));
  });
});

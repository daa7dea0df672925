import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { encryptKeystoreJson, Transaction, verifyTypedData, Wallet } from "ethers";

import { isAtparError } from "../../scripts/errors/AtparError.js";
import { openSigner, type OpenSignerOptions } from "../../scripts/chain/signers.js";
import { rejection } from "../journal/rejection.js";

const options: OpenSignerOptions = { network: { chainId: 31_337 }, role: "MINTER", env: {} };

describe("signers", () => {
  let folder: string;
  let path: string;
  const wallet = Wallet.createRandom();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "atpar-signers-"));
    path = join(folder, "maker.json");
    // a weak derivation keeps the test short; strong ones differ in their figures alone
    writeFileSync(
      path,
      await encryptKeystoreJson({ address: wallet.address, privateKey: wallet.privateKey }, "right", {
        scrypt: { N: 2, r: 1, p: 1 },
      }),
    );
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("opens Hardhat's account 1, and signs what it is given", async () => {
    const signer = await openSigner("dev:1", options);
    expect(signer.address).to.equal("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
    expect(signer.label).to.equal("dev:1");
    const raw = await signer.signTransaction({ type: 2, chainId: 31_337, nonce: 3, to: wallet.address, value: 5n });
    expect(Transaction.from(raw)).to.include({ from: signer.address, nonce: 3, value: 5n });
    const types = { Note: [{ name: "figure", type: "uint256" }] };
    const signature = await signer.signTypedData({ name: "test" }, types, { figure: 7n });
    expect(verifyTypedData({ name: "test" }, types, { figure: 7n }, signature)).to.equal(signer.address);
  });

  it("refuses a development key on any other chain", async () => {
    const error = await rejection(
      openSigner("dev:1", { ...options, network: { chainId: 1 } }),
      "SIGNER_DEV_ONLY_LOCAL",
    );
    expect(error.parameters).to.deep.equal({ account: "1", chainId: 1 });
    expect(error.exitCode).to.equal(4);
  });

  it("opens a keystore with the password from the environment or the person asked", async () => {
    const env = { ATPAR_KEYSTORE_PASSWORD: "right" };
    expect((await openSigner(`keystore:${path}`, { ...options, env })).address).to.equal(wallet.address);
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve("right");
    };
    expect((await openSigner(`keystore:${path}`, { ...options, ask })).address).to.equal(wallet.address);
    expect(asked).to.have.length(1);
  });

  it("refuses a keystore without its password, with a wrong one, or that is none", async () => {
    await rejection(openSigner(`keystore:${path}`, options), "SIGNER_KEYSTORE_PASSWORD");
    const env = { ATPAR_KEYSTORE_PASSWORD: "wrong-and-secret" };
    const error = await rejection(openSigner(`keystore:${path}`, { ...options, env }), "SIGNER_KEYSTORE_PASSWORD");
    expect(error.message + String(error.cause)).not.to.include("secret");
    const missing = await rejection(openSigner(`keystore:${path}.not`, options), "SIGNER_KEYSTORE");
    expect(missing.parameters.problem).to.equal("ENOENT");
    await rejection(openSigner(`keystore:${folder}`, options), "SIGNER_KEYSTORE");
    const other = join(folder, "other.json");
    writeFileSync(other, "{}");
    await rejection(openSigner(`keystore:${other}`, options), "SIGNER_KEYSTORE");
  });

  it("takes a key from an environment variable, with or without 0x", async () => {
    for (const key of [wallet.privateKey, wallet.privateKey.slice(2)]) {
      const signer = await openSigner("env:MAKER_KEY", { ...options, env: { MAKER_KEY: key } });
      expect([signer.address, signer.label]).to.deep.equal([wallet.address, "env:MAKER_KEY"]);
    }
  });

  it("says which role needs a signer when there is none", async () => {
    for (const [spec, problem] of [
      [undefined, "none was named"],
      ["", "none was named"],
      ["env:MAKER_KEY", "the environment variable MAKER_KEY is not set"],
    ] as const) {
      expect((await rejection(openSigner(spec, options), "SIGNER_MISSING")).parameters).to.deep.equal({
        role: "MINTER",
        problem,
      });
    }
  });

  it("never repeats a key that was put in the wrong place", async () => {
    const key = wallet.privateKey;
    const zero = "0".repeat(64);
    const env = { SHORT: key.slice(0, 60), ZERO: zero, WORDS: `${key} ` };
    for (const spec of [key, key.slice(2), `env:${key}`, `dev:${key}`, "env:SHORT", "env:ZERO", "env:WORDS", "key:x"]) {
      const error: unknown = await openSigner(spec, { ...options, env }).catch((caught: unknown) => caught);
      if (!isAtparError(error, "SIGNER_MALFORMED")) {
        return expect.fail(`${spec}: ${String(error)}`);
      }
      expect(error.message + error.stack!.slice(0, 500) + String(error.cause)).not.to.include(key.slice(4, 40));
    }
    return undefined;
  });

  it("refuses dev accounts that Hardhat does not fund", async () => {
    for (const spec of ["dev:20", "dev:01", "dev:-1", "dev:1.0", "dev:x", "dev:"]) {
      await rejection(openSigner(spec, options), "SIGNER_MALFORMED", spec);
    }
  });
});

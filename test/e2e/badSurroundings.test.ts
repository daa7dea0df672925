import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { expect } from "chai";
import { encryptKeystoreJson, Wallet } from "ethers";

import { newFolder, root } from "./cli.js";
import { startForeignChain } from "./e2eChain.js";
import { enterIssuer, type Issuer } from "./issuer.js";
import type { Operator } from "./operator.js";
import { people } from "./people.js";
import { itRefuses, type RefusalCase } from "./refusals.js";

const { guard } = people;
const SEPOLIA = 11_155_111;
const key = `0x${"1f".repeat(32)}`;
const keystore = newFolder("keystore");
const profile = newFolder("profile");

const pauseBy = (...signer: readonly string[]): readonly string[] => ["pause", "--issuance", "--yes", ...signer];

/** Nothing of it may be sent, or said. */
const signers: readonly RefusalCase[] = [
  {
    ...{ wrong: "no signer", command: () => pauseBy(), code: "SIGNER_MISSING", exit: 4 },
    says: /PAUSER/u,
  },
  {
    ...{ wrong: "a development account that is not there", code: "SIGNER_MALFORMED", exit: 4 },
    command: () => pauseBy("--signer", "dev:20"),
  },
  {
    ...{ wrong: "a signer of no known kind", code: "SIGNER_MALFORMED", exit: 4 },
    command: () => pauseBy("--signer", "hsm:7"),
  },
  {
    ...{ wrong: "a private key where a signer is named", code: "SIGNER_MALFORMED", exit: 4, hides: key.slice(2) },
    command: () => pauseBy("--signer", key),
  },
  {
    ...{ wrong: "an environment variable that is not set", code: "SIGNER_MISSING", exit: 4, says: /E2E_KEY/u },
    command: () => pauseBy("--signer", "env:E2E_KEY"),
  },
  {
    ...{ wrong: "an environment variable that holds no key", code: "SIGNER_MALFORMED", exit: 4, hides: "hunter2" },
    command: () => pauseBy("--signer", "env:E2E_KEY"),
    env: { E2E_KEY: "hunter2" },
  },
  {
    ...{ wrong: "a key without the role, from the environment", code: "SIGNER_LACKS_ROLE", exit: 4 },
    command: () => pauseBy("--signer", "env:E2E_KEY"),
    env: { E2E_KEY: key },
    hides: key.slice(2),
  },
  {
    ...{ wrong: "a keystore that is not there", code: "SIGNER_KEYSTORE", exit: 4 },
    command: () => pauseBy("--signer", "keystore:nowhere.json"),
  },
  {
    ...{ wrong: "a keystore without its password", code: "SIGNER_KEYSTORE_PASSWORD", exit: 4 },
    command: () => pauseBy("--signer", `keystore:${keystore}`),
  },
  {
    ...{ wrong: "a keystore with a wrong password", code: "SIGNER_KEYSTORE_PASSWORD", exit: 4, hides: "hunter2" },
    command: () => pauseBy("--signer", `keystore:${keystore}`),
    env: { ATPAR_KEYSTORE_PASSWORD: "hunter2" },
  },
  {
    ...{ wrong: "a keystore that opens, of a key without the role", code: "SIGNER_LACKS_ROLE", exit: 4 },
    command: () => pauseBy("--signer", `keystore:${keystore}`),
    env: { ATPAR_KEYSTORE_PASSWORD: "correct horse" },
    hides: "correct horse",
  },
];

describe("e2e/bad surroundings: signers, networks, RPCs", function () {
  this.timeout(120_000);
  let foreign: Awaited<ReturnType<typeof startForeignChain>>;
  let servers: Server[];
  const urls = { mute: "", html: "", down: "" };
  /** Starts a server that is no node. */
  const serve = async (answer: (end: (text: string) => void) => void): Promise<string> => {
    const server = createServer((_request, response) => {
      answer((text) => response.end(text));
    });
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  before(async () => {
    // a weak key derivation: it is tried three times here
    const options = { scrypt: { N: 1024 } };
    const { address } = new Wallet(key);
    writeFileSync(keystore, await encryptKeystoreJson({ address, privateKey: key }, "correct horse", options));
    servers = [];
    foreign = await startForeignChain(SEPOLIA);
    urls.mute = await serve(() => undefined);
    urls.html = await serve((end) => {
      end("<html>sign in first</html>");
    });
    // a port that was free a moment ago
    urls.down = await serve(() => undefined);
    await new Promise((closed) => servers.pop()?.close(closed));
    const local = JSON.parse(readFileSync(join(root, "deployments/profiles/local.json"), "utf8")) as object;
    writeFileSync(profile, JSON.stringify({ ...local, advanceClock: false }));
  });
  after(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await foreign.close();
  });

  const pause = pauseBy("--signer", guard.signer);
  const at = (rpc: () => string) => (lane: Operator) => lane.with({ rpc: rpc() });
  itRefuses([
    ...signers,
    {
      ...{ wrong: "an unknown network", code: "NETWORK_UNKNOWN", exit: 3, says: /mainnet.*local, sepolia, ethereum/u },
      command: () => [...pause, "--network", "mainnet"],
    },
    {
      ...{ wrong: "a URL that is none", code: "NETWORK_RPC_INVALID", exit: 3 },
      command: () => pause,
      desk: at(() => "localhost:8545"),
    },
    {
      ...{ wrong: "another network's RPC", code: "CHAIN_ID_MISMATCH", exit: 3, says: /31337.*11155111/u },
      command: () => pause,
      desk: at(() => foreign.url),
    },
    {
      ...{ wrong: "the local chain as another network", code: "CHAIN_ID_MISMATCH", exit: 3, says: /11155111.*31337/u },
      command: () => [...pause, "--network", "sepolia"],
    },
    {
      ...{ wrong: "a development key off the local chain", code: "SIGNER_DEV_ONLY_LOCAL", exit: 4 },
      command: () => ["deploy", "--network", "sepolia", "--profile", profile, "--signer", "dev:0", "--yes"],
      desk: at(() => foreign.url),
    },
    {
      ...{ wrong: "a profile that moves the clock, off the local chain", code: "DEPLOY_PROFILE_INVALID", exit: 3 },
      command: () => {
        const local = join(root, "deployments/profiles/local.json");
        return ["deploy", "--network", "sepolia", "--profile", local, "--signer", "env:E2E_KEY", "--yes"];
      },
      env: { E2E_KEY: key },
      desk: at(() => foreign.url),
    },
    {
      ...{ wrong: "an RPC that is down", code: "CHAIN_UNREACHABLE", exit: 3, says: /ECONNREFUSED/u },
      command: () => pause,
      desk: at(() => urls.down),
    },
    {
      ...{ wrong: "something else behind the URL", code: "CHAIN_UNREACHABLE", exit: 3, says: /not JSON-RPC/u },
      command: () => pause,
      // what stands in the path or before the host may be a secret
      desk: at(() => urls.html.replace("//", "//me:hunter2@").concat("/v3/hunter2")),
      hides: "hunter2",
    },
  ]);

  it("gives an RPC that never answers up within seconds", async () => {
    const issuer: Issuer = await enterIssuer();
    const began = performance.now();
    const { message } = await issuer.operator.with({ rpc: urls.mute }).refusal(["status"], "CHAIN_UNREACHABLE", 3);
    expect(message).to.match(/no answer within 4 seconds/u);
    expect(performance.now() - began).to.be.below(15_000);
  });
});

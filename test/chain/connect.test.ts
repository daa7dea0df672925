import { spawn } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { connect } from "../../scripts/chain/connect.js";
import { resolveNetwork } from "../../scripts/chain/networks.js";
import { rejection } from "../journal/rejection.js";
import { startTestChain, type TestChain } from "./testChain.js";

describe("connect", function () {
  this.timeout(30_000);
  let chain: TestChain;
  before(async () => {
    chain = await startTestChain();
  });
  after(() => chain.close());

  /** Runs `work` with the URL of a server that is not a node. */
  async function withServer(listener: RequestListener, work: (port: number) => Promise<void>): Promise<void> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await work((server.address() as AddressInfo).port);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("gives a provider that answers, several questions at once", async () => {
    const provider = await connect(chain.network);
    const [block, { chainId }] = await Promise.all([provider.getBlock("latest"), provider.getNetwork()]);
    expect(block?.number).to.equal(0);
    expect(chainId).to.equal(31_337n);
  });

  it("refuses another chain than the one named, with both figures", async () => {
    const network = resolveNetwork({ network: "sepolia", rpcUrl: chain.url, env: {} });
    const error = await rejection(connect(network), "CHAIN_ID_MISMATCH");
    expect(error.parameters).to.deep.equal({
      network: "sepolia",
      expected: 11_155_111,
      url: chain.url,
      found: 31_337n,
    });
  });

  it("says at once that nobody listens, and hides the URL's secrets", async () => {
    let port = 0;
    await withServer(
      () => undefined,
      (used) => {
        port = used;
        return Promise.resolve();
      },
    );
    const network = resolveNetwork({ rpcUrl: `http://me:hidden@127.0.0.1:${port}/hidden?key=hidden`, env: {} });
    const error = await rejection(connect(network), "CHAIN_UNREACHABLE");
    expect(error.parameters).to.deep.equal({ url: `http://***@127.0.0.1:${port}/***`, problem: "ECONNREFUSED" });
    expect(JSON.stringify(error) + error.message + String(error.cause)).not.to.include("hidden");
  });

  it("gives up within seconds on a server that never answers", async () => {
    await withServer(
      () => undefined,
      async (port) => {
        const started = performance.now();
        const network = resolveNetwork({ rpcUrl: `http://127.0.0.1:${port}`, env: {} });
        const error = await rejection(connect(network), "CHAIN_UNREACHABLE");
        expect(error.parameters.problem).to.equal("no answer within 4 seconds");
        expect(performance.now() - started).to.be.lessThan(8_000);
      },
    );
  });

  it("refuses what answers but is no node, and sends the password it was given", async () => {
    let authorization: string | undefined;
    await withServer(
      (request, response) => {
        ({ authorization } = request.headers);
        response.writeHead(403).end("<html>no</html>");
      },
      async (port) => {
        const network = resolveNetwork({ rpcUrl: `http://me:pa%20ss@127.0.0.1:${port}`, env: {} });
        const error = await rejection(connect(network), "CHAIN_UNREACHABLE");
        expect(error.parameters.problem).to.equal("HTTP 403, and the answer is not JSON-RPC");
      },
    );
    expect(authorization).to.equal(`Basic ${Buffer.from("me:pa ss").toString("base64")}`);
  });

  it("gives a node's refusal a code, with the node's own words", async () => {
    const provider = await connect(chain.network);
    const error = await rejection(provider.send("eth_nothingOfTheKind", []), "CHAIN_RPC_REFUSED");
    expect(error.parameters).to.include({ url: chain.url, method: "eth_nothingOfTheKind" });
    // ethers would call this a revert of the contract
    const missing = provider.call({ to: "0x".padEnd(42, "1"), blockTag: 99 });
    expect((await rejection(missing, "CHAIN_RPC_REFUSED")).parameters.method).to.equal("eth_call");
  });

  it("neither holds the process nor talks, when the work is done or when there is no node", async () => {
    const script = fileURLToPath(new URL("useAndEnd.ts", import.meta.url));
    const run = async (url: string): Promise<{ code: number | null; out: string; err: string }> => {
      const child = spawn(process.execPath, ["--import", "tsx", script, url], { timeout: 20_000 });
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      return { code, out, err };
    };
    expect(await run(chain.url)).to.deep.equal({ code: 0, out: "0\n", err: "" });
    const failed = await run("http://127.0.0.1:1");
    expect(failed.code).to.equal(1);
    expect(failed.err).to.include("CHAIN_UNREACHABLE");
    expect(failed.out + failed.err).not.to.match(/retry|failed to detect/u);
  });
});

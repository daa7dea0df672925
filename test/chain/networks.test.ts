import { expect } from "chai";

import { maskUrl } from "../../scripts/chain/maskUrl.js";
import { resolveNetwork, type NetworkSettings } from "../../scripts/chain/networks.js";
import { rejection } from "../journal/rejection.js";

function refused(settings: NetworkSettings): Promise<unknown> {
  return Promise.resolve().then(() => resolveNetwork(settings));
}

describe("networks", () => {
  it("is the local network where nothing is said", () => {
    expect(resolveNetwork({ env: {} })).to.deep.include({
      name: "local",
      chainId: 31_337,
      rpcUrl: "http://127.0.0.1:8545",
      finality: { kind: "depth", blocks: 0 },
      sources: { name: "default", rpcUrl: "profile" },
    });
  });

  it("takes flag over environment over profile, and says which won", () => {
    const env = { ATPAR_NETWORK: "sepolia", ATPAR_RPC_URL: "https://env.example" };
    expect(resolveNetwork({ env })).to.deep.include({
      name: "sepolia",
      chainId: 11_155_111,
      rpcUrl: "https://env.example",
      finality: { kind: "finalized" },
      sources: { name: "environment", rpcUrl: "environment" },
    });
    expect(resolveNetwork({ network: "ethereum", rpcUrl: "https://flag.example", env })).to.deep.include({
      name: "ethereum",
      chainId: 1,
      rpcUrl: "https://flag.example",
      sources: { name: "flag", rpcUrl: "flag" },
    });
    expect(resolveNetwork({ env: { ATPAR_NETWORK: "", ATPAR_RPC_URL: "" } }).sources).to.deep.equal({
      name: "default",
      rpcUrl: "profile",
    });
  });

  it("refuses an unknown network and lists the known ones", async () => {
    for (const network of ["mainnet", "toString", "__proto__"]) {
      const error = await rejection(refused({ network, env: {} }), "NETWORK_UNKNOWN");
      expect(error.parameters).to.deep.equal({ network, known: "local, sepolia, ethereum" });
    }
  });

  it("refuses a network without an RPC, and an RPC that is no URL, without repeating it", async () => {
    await rejection(refused({ network: "sepolia", env: {} }), "NETWORK_NO_RPC");
    for (const rpcUrl of ["secret-key", "ws://secret.example", "file:///secret"]) {
      const error = await rejection(refused({ rpcUrl, env: {} }), "NETWORK_RPC_INVALID");
      expect(error.message).not.to.include("secret");
    }
  });

  it("masks everything in a URL that can hold a key", () => {
    expect(maskUrl("https://me:pass@rpc.example:8443/v3/key?api=key#key")).to.equal("https://***@rpc.example:8443/***");
    expect(maskUrl("http://127.0.0.1:8545")).to.equal("http://127.0.0.1:8545");
    expect(maskUrl("https://rpc.example/?api=key")).to.equal("https://rpc.example/***");
  });
});

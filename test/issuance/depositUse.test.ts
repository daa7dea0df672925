import { expect } from "chai";
import { id } from "ethers";

import { connect } from "../../scripts/chain/connect.js";
import { resolveNetwork } from "../../scripts/chain/networks.js";
import { requireUnusedEverywhere, type IssuerCoin } from "../../scripts/issuance/depositUse.js";
import { startLocalChain } from "../../scripts/localchain/localChain.js";
import { rejection } from "../journal/rejection.js";
import { sharedCoin, type IssuedCoin } from "./issuedCoin.js";

describe("requireUnusedEverywhere", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let state: string;
  let hkd: IssuerCoin;
  let usd: IssuerCoin;
  const asked: string[] = [];

  before(async () => {
    chain = await sharedCoin();
    state = await chain.snapshot();
    const [deposit] = chain.deposits;
    await chain.mint(deposit);
    const issuerCoin = (currency: "hkd" | "usd"): IssuerCoin => ({
      chainId: 31_337,
      network: "local",
      coin: chain[currency].contracts.coin.address,
      open: () => {
        asked.push(currency);
        return Promise.resolve(chain.provider);
      },
    });
    [hkd, usd] = [issuerCoin("hkd"), issuerCoin("usd")];
  });
  after(() => chain.revert(state));
  beforeEach(() => {
    asked.length = 0;
  });

  it("asks every coin, and passes a deposit that none has minted", async () => {
    await requireUnusedEverywhere(chain.deposits[1].ref, [hkd, usd]);
    expect(asked).to.deep.equal(["hkd", "usd"]);
  });

  it("refuses a deposit that any coin has minted, wherever it stands in the list", async () => {
    const { ref } = chain.deposits[0];
    for (const coins of [
      [hkd, usd],
      [usd, hkd],
    ]) {
      const { parameters } = await rejection(requireUnusedEverywhere(ref, coins), "DEPOSIT_ALREADY_MINTED");
      expect(parameters).to.deep.equal({ ref, coin: hkd.coin, chainId: 31_337 });
    }
    await requireUnusedEverywhere(ref, [usd]);
  });

  it("fails closed where a chain does not answer", async () => {
    const gone = await startLocalChain({ port: 0 });
    await gone.close();
    const network = resolveNetwork({ rpcUrl: gone.url, env: {} });
    const silent: IssuerCoin = { ...usd, chainId: 1, network: "ethereum", open: () => connect(network) };
    for (const coins of [
      [hkd, silent],
      [silent, hkd],
    ]) {
      const refused = requireUnusedEverywhere(chain.deposits[1].ref, coins);
      const { parameters, cause } = await rejection(refused, "DEPOSIT_CHAIN_UNCHECKED");
      expect(parameters).to.include({ ref: chain.deposits[1].ref, chainId: 1, network: "ethereum" });
      expect(cause).to.have.property("code", "CHAIN_UNREACHABLE");
    }
  });

  it("fails closed where there is no coin", async () => {
    const nothing: IssuerCoin = { ...hkd, coin: chain.address("stranger") };
    await rejection(requireUnusedEverywhere(id("any"), [nothing]), "DEPOSIT_CHAIN_UNCHECKED");
  });

  it("says of an unreachable chain that it was minted elsewhere only if it was", async () => {
    // the chain that answers comes first, and its answer is enough
    const broken: IssuerCoin = { ...usd, open: () => Promise.reject(new Error("down\nand out")) };
    await rejection(requireUnusedEverywhere(chain.deposits[0].ref, [hkd, broken]), "DEPOSIT_ALREADY_MINTED");
    const refused = requireUnusedEverywhere(chain.deposits[0].ref, [broken, hkd]);
    expect((await rejection(refused, "DEPOSIT_CHAIN_UNCHECKED")).parameters.problem).to.equal("down");
  });
});

import { IStablecoin__factory } from "../../../typechain-types/index.js";
import { planMint } from "../../issuance/controlWrites.js";
import type { Deposit } from "../../issuance/deposits.js";
import {
  approveOrder,
  ORDER_VALIDITY,
  proposeOrder,
  requireApproved,
  type CoinDomain,
} from "../../issuance/mintOrders.js";
import { hkd as money, type Play } from "./scenes.js";
import { carryOut, coinOf, timeOf, type Person } from "./stage.js";
import type { Story } from "./story.js";

/** The EIP-712 domain of the play's coin. */
export async function domainOf({ stage, hkd }: Play): Promise<CoinDomain> {
  const coin = IStablecoin__factory.connect(hkd.contracts.coin.address, stage.provider);
  return {
    name: await coin.name(),
    version: await coin.version(),
    chainId: hkd.chainId,
    coin: hkd.contracts.coin.address,
  };
}

/** Maker and checker mint the first two credits. */
export async function mintScenes(story: Story, play: Play): Promise<void> {
  const { stage, hkd, deposits, evidence } = play;
  const domain = await domainOf(play);
  const mint = async (deposit: Deposit, person: Person): Promise<void> => {
    await story.step(`Mint credit ${deposit.reference}: maker proposes, checker approves`, async () => {
      const to = stage.people[person].address;
      const maker = stage.people.maker.address;
      const now = await timeOf(stage);
      const input = { deposit, domain, to, evidence, maker, now, validFor: ORDER_VALIDITY.default };
      const order = await proposeOrder(stage.journal, input);
      await approveOrder(stage.journal, order, now, stage.people.checker);
      const plan = await planMint(coinOf(stage, hkd), order, await requireApproved(stage.journal, order));
      const sent = await carryOut(stage, plan, stage.people.maker);
      const balance = await IStablecoin__factory.connect(domain.coin, stage.provider).balanceOf(to);
      const figures = plan.changes.map(({ what, before, after }) => [what, `${before} -> ${after}`] as const);
      return {
        ok: balance === deposit.units,
        figures: {
          minted: money(deposit.units),
          to: person,
          ...Object.fromEntries(figures),
          gas: sent.gasUsed.toLocaleString("en"),
        },
      };
    });
  };
  const [first, second] = deposits;
  if (first === undefined || second === undefined) throw new Error("two deposits are needed");
  await mint(first, "trading");
  await mint(second, "retail");
}

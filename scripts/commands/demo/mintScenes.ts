import { IStablecoin__factory } from "../../../typechain-types/index.js";
import { planMint } from "../../issuance/controlWrites.js";
import {
  approveOrder,
  ORDER_VALIDITY,
  proposeOrder,
  requireApproved,
  type CoinDomain,
} from "../../issuance/mintOrders.js";
import { credits } from "./day.js";
import { depositOf, money, type CoinPlay, type Play } from "./scenes.js";
import { carryOut, coinOf, timeOf, type Person, type Stage } from "./stage.js";
import type { Story } from "./story.js";

/** The EIP-712 domain of a coin. */
export async function domainOf(stage: Stage, { record }: CoinPlay): Promise<CoinDomain> {
  const coin = IStablecoin__factory.connect(record.contracts.coin.address, stage.provider);
  return {
    name: await coin.name(),
    version: await coin.version(),
    chainId: record.chainId,
    coin: record.contracts.coin.address,
  };
}

/** Maker and checker mint two credits of the day, the one booked since, and the one in dollars. */
export async function mintScenes(story: Story, play: Play): Promise<void> {
  const { stage, evidence } = play;
  const mint = async (coin: CoinPlay, reference: string, person: Person): Promise<void> => {
    await story.step(`Mint credit ${reference}: maker proposes, checker approves`, async () => {
      const deposit = depositOf(coin, reference);
      const domain = await domainOf(stage, coin);
      const to = stage.people[person].address;
      const maker = stage.people.maker.address;
      const now = await timeOf(stage);
      const token = IStablecoin__factory.connect(domain.coin, stage.provider);
      const before = await token.balanceOf(to);
      const input = { deposit, domain, to, evidence, maker, now, validFor: ORDER_VALIDITY.default };
      const order = await proposeOrder(stage.journal, input);
      await approveOrder(stage.journal, order, now, stage.people.checker);
      const approved = await requireApproved(stage.journal, order);
      const plan = await planMint(coinOf(stage, coin.record), order, approved);
      const sent = await carryOut(stage, plan, stage.people.maker);
      const figures = plan.changes.map((change) => [change.what, `${change.before} -> ${change.after}`] as const);
      return {
        ok: (await token.balanceOf(to)) === before + deposit.units,
        figures: {
          minted: money(deposit.units, coin),
          to: person,
          ...Object.fromEntries(figures),
          gas: sent.gasUsed.toLocaleString("en"),
        },
      };
    });
  };
  await mint(play.hkd, credits.first, "trading");
  await mint(play.hkd, credits.second, "retail");
  await mint(play.hkd, credits.noon, "retail");
  await mint(play.usd, credits.dollars, "trading");
}

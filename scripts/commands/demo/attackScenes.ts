import { ReserveRegistry__factory } from "../../../typechain-types/index.js";
import { planFreeze } from "../../issuance/controlWrites.js";
import type { MintOrder } from "../../issuance/mintOrders.js";
import { referenceHash } from "../../issuance/reference.js";
import { formatTimestamp } from "../../money/timestamps.js";
import { reportDomain, reportTypes, type ReserveReport } from "../../reports/reserveReport.js";
import { forgeMint, inventedRef, mustBeRefused } from "./attacks.js";
import { credits } from "./day.js";
import { domainOf } from "./mintScenes.js";
import type { AcceptedPlay } from "./reportScenes.js";
import { depositOf, money, type Play } from "./scenes.js";
import { carryOut, coinOf, moveClock, timeOf } from "./stage.js";
import type { Story } from "./story.js";

/** An amount no bank credit stands behind, within the cap on one order and beyond the reserve; token units. */
const INVENTED = 4_500_000_000_000n;

/** Five attacks, each past the toolkit's own checks, straight at the contracts. */
export async function attackScenes(story: Story, play: Play, accepted: AcceptedPlay): Promise<void> {
  const { stage, hkd, evidence } = play;
  const { maker, checker, trading, capital } = stage.people;
  const domain = await domainOf(stage, hkd);
  const [minted, unminted] = [depositOf(hkd, credits.first), depositOf(hkd, credits.unminted)];
  const base = async (): Promise<Omit<MintOrder, "to" | "amount" | "depositRef">> => ({
    evidence,
    maker: maker.address,
    deadline: BigInt((await timeOf(stage)) + 3600),
  });

  await story.step("Attack: maker and checker together mint beyond the proved reserve", async () => {
    const order = {
      ...(await base()),
      to: trading.address,
      amount: INVENTED,
      depositRef: inventedRef("no such credit"),
    };
    const call = await forgeMint(stage, domain, order, checker);
    return mustBeRefused(stage, call, "MintOverReserveLimit", {
      asked: money(INVENTED, hkd),
      "mint limit": money(accepted.limit, hkd),
    });
  });

  await story.step("Attack: the same bank credit again", async () => {
    const order = { ...(await base()), to: trading.address, amount: minted.units, depositRef: minted.ref };
    const call = await forgeMint(stage, domain, order, checker);
    return mustBeRefused(stage, call, "DepositRefUsed", { credit: minted.reference, asked: money(minted.units, hkd) });
  });

  await story.step("Attack: the maker approves its own order", async () => {
    const order = { ...(await base()), to: capital.address, amount: unminted.units, depositRef: unminted.ref };
    const call = await forgeMint(stage, domain, order, maker);
    return mustBeRefused(stage, call, "MintApproverMayMint", { credit: unminted.reference, approver: "the maker" });
  });

  await story.step("Attack: mint to a frozen recipient", async () => {
    const plan = await planFreeze(coinOf(stage, hkd.record), capital.address, referenceHash("COURT-ORDER-2026-114"));
    await carryOut(stage, plan, stage.people.compliance);
    const order = { ...(await base()), to: capital.address, amount: unminted.units, depositRef: unminted.ref };
    const call = await forgeMint(stage, domain, order, checker);
    return mustBeRefused(stage, call, "AccountFrozen", { recipient: "capital, frozen under COURT-ORDER-2026-114" });
  });

  await story.step("Attack: submit a signed report that has expired", () => expiredReport(play, accepted));
}

/** The next report, signed by officer and auditor, is held back until it has expired; then the clock goes back. */
async function expiredReport({ stage, hkd: { record } }: Play, { file }: AcceptedPlay) {
  const now = await timeOf(stage);
  const report: ReserveReport = {
    ...file.report,
    sequence: file.report.sequence + 1n,
    previous: file.digest,
    validUntil: BigInt(now + 3600),
    allocations: file.report.allocations.map((line) => ({ ...line, carried: line.mintLimit })),
  };
  const signers = [stage.people.officer, stage.people.auditor].sort((one, other) =>
    BigInt(one.address) < BigInt(other.address) ? -1 : 1,
  );
  const signatures = await Promise.all(
    signers.map((signer) => signer.signTypedData(reportDomain(record.reportSalt), reportTypes, { ...report })),
  );
  const data = ReserveRegistry__factory.createInterface().encodeFunctionData("submitReport", [
    { ...report, allocations: [...report.allocations] },
    signatures,
  ]);
  const before: unknown = await stage.provider.send("evm_snapshot", []);
  await moveClock(stage, now + 7200);
  const outcome = await mustBeRefused(
    stage,
    { from: stage.people.relayer.address, to: record.contracts.registry.address, data },
    "ReportExpired",
    { report: `${report.sequence}, properly signed`, "valid until": formatTimestamp(report.validUntil) },
  );
  await stage.provider.send("evm_revert", [before]);
  return outcome;
}

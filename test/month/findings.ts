import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import { rollForward } from "../../scripts/reserves/rollForward.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { undone } from "../issuance/undone.js";
import type { AuditFault } from "./auditFaults.js";
import type { BusinessDay } from "./business.js";
import { codesOf } from "./codesOf.js";
import type { DeliveryFault } from "./deliveryFaults.js";
import type { FaultDay } from "./faultyDelivery.js";
import type { Issuer } from "./issuer.js";
import type { MonthRun } from "./monthRun.js";

/** A fault that was planted, with what had to be found and what was. */
export interface Finding {
  readonly fault: string;
  readonly wanted: readonly string[];
  readonly found: readonly string[];
}

/**
 * Takes the snapshot of a faulty delivery, and takes all of it back: the month goes on as if it had not been.
 * @returns the code of the refusal with its violations', or the rules that lines fail and what does not follow from the
 * snapshot before.
 */
export async function findInDelivery(
  run: MonthRun,
  issuer: Issuer,
  fault: DeliveryFault,
  day: FaultDay,
): Promise<Finding> {
  const { files, inputs } = fault.plant(day);
  const delivered = await run.deliver(files);
  const found: string[] = [];
  await undone(issuer.chain.journal, async () => {
    const codes = await codesOf(async () => {
      await issuer.explain(day.currency, delivered, day.day.bookings);
      const taken = await issuer.snapshot(day.currency, delivered, inputs);
      for (const { rules } of taken.document.lines) {
        found.push(...rules.filter(({ ok }) => !ok).map(({ rule }) => `rule ${rule}`));
      }
      const rolled = rollForward(run.snapshot(day.currency)!, taken, await issuer.minted(day.currency));
      found.push(...rolled.flatMap(({ differences }) => differences.map(({ figure }) => figure)));
    });
    found.push(...codes);
  });
  return { fault: fault.name, wanted: [fault.found], found };
}

/** Audits a day with a fault in files, openings or chain. @returns the checks that fail, the figures that differ */
export async function findInAudit(
  run: MonthRun,
  issuer: Issuer,
  fault: AuditFault,
  {
    currency,
    day,
    snapshot,
  }: { readonly currency: DemoCurrency; readonly day: BusinessDay; readonly snapshot: Snapshot },
): Promise<Finding> {
  const state = await issuer.chain.snapshot();
  const found: string[] = [];
  await undone(issuer.chain.journal, async () => {
    const audited = { issuer, currency, day, snapshot, earlier: run.delivered(currency).slice(0, -1) };
    found.push(...(await fault.plant({ ...audited, deliver: (files) => run.deliver(files) })));
  });
  await issuer.chain.revert(state);
  return { fault: fault.name, wanted: fault.found(day, currency), found };
}

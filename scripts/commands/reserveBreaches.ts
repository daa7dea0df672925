import type { Command } from "commander";

import { hongKongDate } from "../money/businessDays.js";
import { parseDate } from "../money/dates.js";
import { formatTimestamp } from "../money/timestamps.js";
import { isOverdue, openBreaches } from "../reports/breachLog.js";
import { withCurrency } from "./coin.js";
import { action, type Session } from "./session.js";
import { pairs } from "./table.js";

interface BreachesOptions {
  readonly currency: string;
  readonly on?: string;
}

export function registerReserveBreaches(reserves: Command): void {
  withCurrency(
    reserves.command("breaches").description("limits that the last snapshots found broken, and by when to cure"),
  )
    .option("--on <date>", "the day that decides what is overdue, yyyy-mm-dd (default: today in Hong Kong)")
    .action(action(breaches));
}

async function breaches(session: Session, options: BreachesOptions): Promise<undefined> {
  const { output } = session;
  const { currency } = options;
  const today = options.on === undefined ? hongKongDate(Math.floor(Date.now() / 1000)) : parseDate(options.on);
  const open = await openBreaches(await session.journal(), currency);
  output.line(output.paint("bold", `${open.length} open breaches of the ${currency} reserve on ${today}`));
  for (const breach of open) {
    const { rule, subject, found, wanted, remedy, due, opened, lastSeen } = breach;
    output.line();
    output.line(`${rule}: ${subject}`);
    const when = isOverdue(breach, today) ? output.paint("red", `${due}, overdue`) : due;
    for (const line of pairs(
      [
        ["found", found],
        ["wanted", wanted],
        ["to do", remedy],
        ["due", when],
        ["open since", formatTimestamp(opened)],
        ["last seen", formatTimestamp(lastSeen)],
      ],
      2,
    ))
      output.line(line);
  }
  session.data("atpar.reserves-breaches/1", {
    ok: true,
    currency,
    on: today,
    breaches: open.map((breach) => ({
      rule: breach.rule,
      subject: breach.subject,
      found: breach.found,
      wanted: breach.wanted,
      remedy: breach.remedy,
      opened: Number(breach.opened),
      lastSeen: Number(breach.lastSeen),
      due: breach.due,
      overdue: isOverdue(breach, today),
    })),
  });
  return undefined;
}

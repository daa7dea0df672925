import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import type { Delivered } from "../../scripts/commands/delivered.js";
import { dateNumber } from "../../scripts/money/dates.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import type { BusinessDay } from "./business.js";
import { codesOf } from "./codesOf.js";
import { contentOf, inputsOf, printDay, type DayContent } from "./dayFiles.js";
import type { Issuer } from "./issuer.js";

/** A day whose report is in force, with all files there are so far. */
export interface AuditedDay {
  readonly issuer: Issuer;
  readonly currency: DemoCurrency;
  readonly day: BusinessDay;
  readonly snapshot: Snapshot;
  /** Everything delivered before the evening. */
  readonly earlier: readonly Delivered[];
  /** Writes texts to a folder and reads them back. */
  readonly deliver: (files: ReadonlyMap<string, string>) => Promise<Delivered>;
}

/** Something wrong with what the auditor is given, or with the chain. */
export interface AuditFault {
  readonly name: string;
  readonly fits?: (day: BusinessDay) => boolean;
  /** Runs the audit with the fault in. @returns the checks that fail, the figures that differ, the codes of refusals */
  readonly plant: (day: AuditedDay) => Promise<string[]>;
  /** What must be found. */
  readonly found: (day: BusinessDay, currency: DemoCurrency) => readonly string[];
}

async function audit(day: AuditedDay, files: ReadonlyMap<string, string>, snapshot = day.snapshot): Promise<string[]> {
  const all = [...day.earlier, await day.deliver(files)];
  const { ok, checks, differences } = await day.issuer.verify(
    day.currency,
    snapshot,
    {
      statements: all.flatMap(({ statements }) => statements),
      holdings: all.flatMap(({ holdings }) => holdings),
    },
    undefined,
  );
  const failed = checks.filter((one) => !one.ok).map(({ check }) => check);
  return ok ? [] : [...failed, ...differences.map(({ figure }) => figure)];
}

function changed(change: (content: DayContent) => DayContent) {
  return (day: AuditedDay) => audit(day, printDay(day.currency, change(contentOf(day.currency, day.day))));
}

const depositAt = ({ bookings }: BusinessDay, bank: 0 | 1) => {
  return bookings.find((one) => one.bank === bank && one.kind === "deposit");
};

/** Every way in which an audit goes wrong that is planted in the month. */
export const auditFaults: readonly AuditFault[] = [
  ...([0, 1] as const).map((bank): AuditFault => ({
    name: `an amount changed at bank ${bank + 1}, carried through to the closing balance`,
    fits: (day) => depositAt(day, bank) !== undefined,
    plant: (audited) =>
      changed(({ banks, holdings }) => {
        const { reference } = depositAt(audited.day, bank)!.entry;
        const other = { ...banks[bank] };
        const entries = other.entries.map((one) =>
          one.reference === reference ? { ...one, minor: one.minor + 1n } : one,
        );
        const statement = { ...other, entries };
        return { banks: bank === 0 ? [statement, banks[1]] : [banks[0], statement], holdings };
      })(audited),
    found: (day) => [`entry ${depositAt(day, bank)!.entry.reference}`],
  })),
  {
    name: "a changed holding quantity",
    plant: changed(({ banks, holdings }) => {
      const [first, ...rest] = holdings.positions;
      return { banks, holdings: { ...holdings, positions: [{ ...first!, face: first!.face + 100n }, ...rest] } };
    }),
    found: ({ bills }) => [`holding of ${bills[0]!.isin}`],
  },
  {
    name: "a pledge that is not told of",
    plant: changed(({ banks, holdings }) => {
      return {
        banks,
        holdings: { ...holdings, positions: holdings.positions.map((one) => ({ ...one, pledged: 0n })) },
      };
    }),
    found: ({ bills }) => [`holding of ${bills.find(({ pledged }) => pledged > 0n)!.isin}`],
  },
  {
    name: "a file of the day left out",
    plant: (day) => {
      const files = printDay(day.currency, contentOf(day.currency, day.day));
      return audit(day, new Map([...files].filter(([name]) => !name.includes("mt940"))));
    },
    found: ({ date }, currency) => [`statement ${currency}1${dateNumber(date)}`],
  },
  {
    name: "a price changed in the openings",
    plant: (day) => {
      const { openings, ...rest } = day.snapshot;
      const { inputs } = openings;
      const prices = inputs.prices.map((one) => ({ ...one, price: `${one.price}1` }));
      const files = printDay(day.currency, contentOf(day.currency, day.day));
      return audit(day, files, { ...rest, openings: { ...openings, inputs: { ...inputs, prices } } });
    },
    found: () => ["lines.2.price"],
  },
  {
    name: "a mint without a credit",
    plant: async (day) => {
      const { truth, mints } = day.day;
      // the limit has room for what was left for tomorrow, or nothing was: then the report would not let it through
      const room = truth.limit - truth.minted - mints.reduce((sum, { entry }) => sum + entry.minor * 10_000n, 0n);
      await day.issuer.mintInvented(day.currency, room);
      const files = printDay(day.currency, contentOf(day.currency, day.day));
      const inputs = inputsOf(day.day, day.day.date);
      const delivered = await day.deliver(files);
      // whoever takes the next snapshot is stopped, and whoever audits this one sees it
      const codes = await codesOf(() => day.issuer.snapshot(day.currency, delivered, inputs));
      return [...codes, ...(await audit(day, files))];
    },
    fits: ({ truth, mints }) => {
      return truth.limit > truth.minted + mints.reduce((sum, { entry }) => sum + entry.minor * 10_000n, 0n);
    },
    found: () => ["each mint has its bank credit", "RESERVE_MINT_UNBACKED"],
  },
];

import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import { formatMinor } from "../../scripts/money/amount.js";
import type { ReserveInputs } from "../../scripts/reserves/inputs.js";
import type { BusinessDay } from "./business.js";
import { contentOf, inputsOf, printDay, type DayContent } from "./dayFiles.js";

/** A day as it should be, with the one before it. */
export interface FaultDay {
  readonly currency: DemoCurrency;
  readonly day: BusinessDay;
  readonly before: BusinessDay;
}

/** What is delivered instead. */
export interface FaultyDelivery {
  readonly files: ReadonlyMap<string, string>;
  readonly inputs: ReserveInputs;
}

/** The first bank or the second. */
export type Place = 0 | 1;

/** The day's delivery with its content changed. */
export function content(change: (content: DayContent, day: FaultDay) => DayContent) {
  return (day: FaultDay): FaultyDelivery => ({
    files: printDay(day.currency, change(contentOf(day.currency, day.day), day)),
    inputs: inputsOf(day.day, day.day.date),
  });
}

/** The day's delivery with one bank's statement changed. */
export function bank(
  place: Place,
  change: (bank: DayContent["banks"][Place], day: FaultDay) => DayContent["banks"][Place],
) {
  return content(({ banks, holdings }, day) => {
    const [first, second] = banks;
    return { banks: place === 0 ? [change(first, day), second] : [first, change(second, day)], holdings };
  });
}

/** The day's delivery with its texts changed. */
export function texts(change: (files: Map<string, string>, day: FaultDay) => void) {
  return (day: FaultDay): FaultyDelivery => {
    const files = printDay(day.currency, contentOf(day.currency, day.day));
    change(files, day);
    return { files, inputs: inputsOf(day.day, day.day.date) };
  };
}

/** The file whose name has `part` in it. */
export function fileOf(files: ReadonlyMap<string, string>, part: string): [name: string, text: string] {
  const found = [...files].find(([name]) => name.includes(part));
  if (found === undefined) throw new Error(`no file of ${part}`);
  return found;
}

/** Whether a day has an entry at a bank. */
export const hasEntries = (place: Place) => (day: BusinessDay) => day.bookings.some((one) => one.bank === place);

/** One digit of the first entry's amount, wherever the entry prints it. */
export function firstAmount(place: Place) {
  return texts((files, { currency, day }) => {
    const { minor } = day.bookings.find((one) => one.bank === place)!.entry;
    const [name, text] = fileOf(files, place === 0 ? "camt053" : "mt940");
    const printed = formatMinor(minor < 0n ? -minor : minor, currency);
    const was = place === 0 ? `>${printed}<` : `${printed.replace(".", ",")}N`;
    const digit = was[1]!;
    files.set(name, text.replaceAll(was, was.replace(digit, digit === "9" ? "8" : String(Number(digit) + 1))));
  });
}

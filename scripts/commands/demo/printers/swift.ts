import { formatMinor } from "../../../money/amount.js";
import { dateNumber, type IsoDate } from "../../../money/dates.js";
import {
  closingOf,
  type PrintedDay,
  type PrintedEntry,
  type PrintedHoldings,
  type PrintedPosition,
} from "./printedFiles.js";

/** A day-end statement as SWIFT's MT940 has it. It names no bank: the receiver knows who sent it. */
export function printMt940(day: PrintedDay): string {
  const { id, number, date, account, opening, entries } = day;
  return inBlocks("940", account.bic, [
    `:20:${id}`,
    `:25:${account.account}`,
    `:28C:${number}/1`,
    `:60F:${balance(opening, account.currency, date)}`,
    ...entries.flatMap((entry) => entryLines(entry, account.currency, date)),
    `:62F:${balance(closingOf(day), account.currency, date)}`,
  ]);
}

/** A complete statement of settled holdings as SWIFT's MT535 has it, on one page. */
export function printMt535({ custodian, account, id, date, positions }: PrintedHoldings): string {
  const day = dateNumber(date).toString();
  return inBlocks("535", custodian, [
    ":16R:GENL",
    ":28E:1/ONLY",
    `:20C::SEME//${id}`,
    ":23G:NEWM",
    `:98A::STAT//${day}`,
    ":22F::SFRE//DAIL",
    ":22F::CODE//COMP",
    ":22F::STTY//CUST",
    ":22F::STBA//SETT",
    `:97A::SAFE//${account}`,
    `:17B::ACTI//${positions.length > 0 ? "Y" : "N"}`,
    ":17B::CONS//N",
    ":16S:GENL",
    ...(positions.length > 0 ? [":16R:SUBSAFE", ...positions.flatMap(positionLines), ":16S:SUBSAFE"] : []),
  ]);
}

function positionLines({ isin, name, currency, face, pledged }: PrintedPosition): string[] {
  const quantity = (minor: bigint): string => `FAMT/${comma(minor, currency)}`;
  return [
    ":16R:FIN",
    `:35B:ISIN ${isin}`,
    name.toUpperCase(),
    ":16R:FIA",
    `:11A::DENO//${currency}`,
    ":16S:FIA",
    `:93B::AGGR//${quantity(face)}`,
    `:93B::AVAI//${quantity(face - pledged)}`,
    ...(pledged > 0n ? [`:93B::NAVL//${quantity(pledged)}`] : []),
    ":16S:FIN",
  ];
}

function entryLines({ reference, endToEndId, party, minor }: PrintedEntry, currency: string, date: IsoDate): string[] {
  const mark = minor < 0n ? "D" : "C";
  const amount = comma(minor < 0n ? -minor : minor, currency);
  const day = shortDate(date);
  return [
    `:61:${day}${day.slice(2)}${mark}${amount}NTRF${endToEndId}//${reference}`,
    `:86:/EREF/${endToEndId}/REMI/${party.toUpperCase()}`,
  ];
}

function balance(minor: bigint, currency: string, date: IsoDate): string {
  const amount = comma(minor < 0n ? -minor : minor, currency);
  return `${minor < 0n ? "D" : "C"}${shortDate(date)}${currency}${amount}`;
}

/** `yymmdd` */
function shortDate(date: IsoDate): string {
  return dateNumber(date).toString().slice(2);
}

function comma(minor: bigint, currency: string): string {
  return formatMinor(minor, currency).replace(".", ",");
}

function inBlocks(type: string, sender: string, fields: readonly string[]): string {
  const header = `{1:F01ATPRHKHHAXXX0000000000}{2:O${type}1800261123${sender.slice(0, 8)}AXXX00000000002611231800N}`;
  return `${header}{4:\n${fields.join("\n")}\n-}\n`;
}

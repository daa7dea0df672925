/** What a message of the MT fixtures is made of. Amounts as printed; a minus sign makes a balance a debit. */
export interface MtParts {
  readonly type?: "940" | "950";
  readonly reference?: string;
  readonly account?: string;
  readonly number?: string;
  readonly currency?: string;
  readonly opening?: string;
  readonly closing?: string;
  /** Letters of `:60a:` and `:62a:`. */
  readonly marks?: readonly [string, string];
  /** Each entry without its `:61:`, with the lines that follow it. */
  readonly entries?: readonly string[];
  /** Fields after the closing balance. */
  readonly more?: readonly string[];
  readonly day?: string;
  /** False for text without blocks. */
  readonly blocks?: boolean;
}

/** The three credits of hkd-day1.camt053.xml, as MT940 prints them. */
export const hkdEntries = [
  "2611201120C1000000,00NTRFHARBOUR-MINT-1//AT2611200000017\n:86:Tokens for Harbour Trading",
  "2611201120CD250000,00NTRFPEAK-77//AT2611200000042\n:86:Invoice 77",
  "261120C75000,50NTRFNONREF//AT2611200000103",
];

/** An MT940 or MT950; without `parts`, the day of hkd-day1.camt053.xml in blocks. */
export function mt940(parts: MtParts = {}): string {
  const { type = "940", reference = "ATPR26112001", account = "012-345678-001", number = "224/1" } = parts;
  const { currency = "HKD", opening = "0,00", entries = hkdEntries, marks = ["F", "F"], more = [] } = parts;
  const { closing = "1325000,50", day = "261120", blocks = true } = parts;
  const fields = [
    `:20:${reference}`,
    `:25:${account}`,
    `:28C:${number}`,
    `:60${marks[0]}:${balance(opening, currency, day)}`,
    ...entries.map((entry) => `:61:${entry}`),
    `:62${marks[1]}:${balance(closing, currency, day)}`,
    ...more,
  ];
  return wrap(fields, type, blocks);
}

/** An MT942; without `parts`, the credits of hkd-day1.camt053.xml by noon. */
export function mt942(
  parts: Omit<MtParts, "type" | "opening" | "closing" | "marks"> & { floors?: readonly string[]; time?: string } = {},
): string {
  const { reference = "ATPR26112042", account = "012-345678-001", number = "31/1", blocks = true } = parts;
  const { entries = hkdEntries, more = [], currency = "HKD", time = "2611201200+0800" } = parts;
  const { floors = [`${currency}0,`] } = parts;
  const fields = [
    `:20:${reference}`,
    `:25:${account}`,
    `:28C:${number}`,
    ...floors.map((floor) => `:34F:${floor}`),
    `:13D:${time}`,
    ...entries.map((entry) => `:61:${entry}`),
    ...more,
  ];
  return wrap(fields, "942", blocks);
}

function balance(amount: string, currency: string, day: string): string {
  return `${amount.startsWith("-") ? "D" : "C"}${day}${currency}${amount.replace("-", "")}`;
}

function wrap(fields: readonly string[], type: string, blocks: boolean): string {
  const text = fields.join("\n");
  if (!blocks) return `${text}\n-\n`;
  const header = `{1:F01ATPRHKHHAXXX0000000000}{2:O${type}2205261120ATPRHKHHAXXX00000000002611202205N}{3:{108:A1}}`;
  return `${header}{4:\n${text}\n-}{5:{CHK:123456789ABC}}\n`;
}

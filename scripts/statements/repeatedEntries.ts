import type { Entry } from "./statement.js";

/** Words of 32 bits that a slot holds: a hash of two, and the line, which is 0 where the slot is empty. */
const SLOT = 3;
/** Tables, which grow one by one: a single one would need its memory once more while it grows. */
const TABLES = 256;
const FIRST_SLOTS = 8;

/**
 * Tells which entries of a file are alike in account, bank's reference, amount, date, direction and status. It keeps 64
 * bits of each entry's hash, in 16 to 40 bytes: of 5 million entries two are taken for alike once in a million files.
 */
export class RepeatedEntries {
  readonly #tables = Array.from({ length: TABLES }, () => ({ slots: new Uint32Array(FIRST_SLOTS * SLOT), used: 0 }));
  #one = 0;
  #two = 0;

  /**
   * Notes an entry with the bank's `reference`.
   * @returns the line of the entry that it repeats, or undefined.
   */
  note(account: string, reference: string, entry: Entry): number | undefined {
    this.#one = 0x243f6a88;
    this.#two = 0x85a308d3;
    this.#mix(account);
    this.#mix(reference);
    this.#mix(entry.amountMinor.toString());
    this.#mix(entry.currency);
    this.#mix(entry.bookingDate ?? entry.valueDate ?? "");
    this.#mix(entry.direction);
    this.#mix(entry.status);
    const one = spread(this.#one, this.#two);
    const two = spread(this.#two, one);
    const table = this.#tables[one % TABLES];
    if (table === undefined) return undefined;
    const at = find(table.slots, one, two);
    const line = table.slots[at + 2] ?? 0;
    if (line > 0) return line;
    put(table.slots, at, one, two, entry.line);
    table.used++;
    if (table.used * SLOT * 4 > table.slots.length * 3) table.slots = grown(table.slots);
    return undefined;
  }

  /** Takes `text` and its end into the hash. */
  #mix(text: string): void {
    let one = this.#one;
    let two = this.#two;
    for (let index = 0; index <= text.length; index++) {
      const code = index < text.length ? text.charCodeAt(index) : 0x10000;
      one = Math.imul(one ^ code, 0x9e3779b1);
      two = Math.imul(two ^ code, 0x5f356495);
      one ^= two >>> 15;
      two ^= one >>> 13;
    }
    this.#one = one;
    this.#two = two;
  }
}

/** Spreads what `word` and `other` differ by over all bits. */
function spread(word: number, other: number): number {
  let mixed = Math.imul(word ^ (word >>> 16) ^ other, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The slot that holds the hash, or the empty one where it belongs. */
function find(slots: Uint32Array, one: number, two: number): number {
  let at = (Math.floor(one / TABLES) * SLOT) % slots.length;
  while (slots[at + 2] !== 0 && (slots[at] !== one || slots[at + 1] !== two)) at = (at + SLOT) % slots.length;
  return at;
}

function put(slots: Uint32Array, at: number, one: number, two: number, line: number): void {
  slots[at] = one;
  slots[at + 1] = two;
  slots[at + 2] = line;
}

function grown(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(old.length * 2);
  for (let at = 0; at < old.length; at += SLOT) {
    const [one = 0, two = 0, line = 0] = [old[at], old[at + 1], old[at + 2]];
    if (line > 0) put(slots, find(slots, one, two), one, two, line);
  }
  return slots;
}

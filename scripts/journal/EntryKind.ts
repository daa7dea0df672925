import type { z } from "zod";

/**
 * A typed kind of journal entry: what its body holds. Rooms above define their own with {@link entryKind}.
 *
 * The schema runs backwards on writing (`z.encode`) and forwards on reading (`z.decode`): figures that JSON cannot hold
 * (bigint) are codecs such as `amountText`; one-way transforms cannot be used.
 */
export interface EntryKind<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
}

/** The body of an entry of `Kind`, as the program sees it. */
export type EntryBody<Kind extends EntryKind> = z.output<Kind["schema"]>;

const NAME = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/u;

/**
 * Defines a kind of entry.
 *
 * @param name `room.thing`, lower case; permanent, since it stands in the hash chain.
 * @param schema strict (`z.strictObject`), so that a body with an unknown field is refused.
 */
export function entryKind<Schema extends z.ZodType>(name: string, schema: Schema): EntryKind<Schema> {
  if (!NAME.test(name)) {
    throw new TypeError(`not the name of an entry kind: ${name}`);
  }
  return { name, schema };
}

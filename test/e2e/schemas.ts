import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "chai";

import { root } from "./cli.js";

const folder = join(root, "docs/schemas");

/** The committed JSON Schemas by name (`atpar.status/1`), as a script outside the project would use them. */
const validators: ReadonlyMap<string, ValidateFunction> = new Map(
  readdirSync(folder).map((file) => {
    const [, name = "", version = ""] = /^(.+)\.(\d+)\.json$/u.exec(file) ?? [];
    const schema = JSON.parse(readFileSync(join(folder, file), "utf8")) as object;
    return [`${name}/${version}`, new Ajv2020({ allErrors: true, strict: true }).compile(schema)];
  }),
);

export const schemaNames: readonly string[] = [...validators.keys()];

/** Checks a value against the schema it names. */
export function expectValid(value: Readonly<Record<string, unknown>>): void {
  const name = String(value["schema"]);
  const validate = validators.get(name);
  if (validate === undefined) throw new Error(`no schema ${name} in docs/schemas`);
  validate(value);
  expect(validate.errors ?? [], `${name}: ${JSON.stringify(value)}`).to.deep.equal([]);
}

/** The one JSON object that stdout holds and nothing beside it, valid by its own schema. */
export function onlyObject(stdout: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(stdout);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`no object: ${stdout}`);
  const object = value as Readonly<Record<string, unknown>>;
  expectValid(object);
  return object;
}

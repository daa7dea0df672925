import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { z } from "zod";

import { results } from "../../scripts/commands/results.js";
import { resultSchemas } from "../../scripts/generate/schemas.js";

const folder = resolve(import.meta.dirname, "../../docs/schemas");
const commands = resolve(import.meta.dirname, "../../scripts/commands");

/** Every object of a JSON Schema, with its place. */
function objects(schema: unknown, place = ""): [string, Record<string, unknown>][] {
  if (typeof schema !== "object" || schema === null) return [];
  const below = Object.entries(schema).flatMap(([name, value]) => objects(value, `${place}/${name}`));
  const own = schema as Record<string, unknown>;
  return own["type"] === "object" ? [[place, own], ...below] : below;
}

describe("resultSchemas", () => {
  const schemas = resultSchemas();

  it("covers every result, and the files that others read or write", () => {
    expect([...schemas.keys()]).to.have.members([
      ...Object.keys(results),
      "atpar.asset-proof/1",
      "atpar.reserve-document/2",
      "atpar.reserve-incident/1",
      "atpar.reserve-inputs/1",
      "atpar.reserve-openings/2",
      "atpar.reserve-policy/2",
      "atpar.stress-scenarios/1",
    ]);
    for (const name of schemas.keys()) expect(name).to.match(/^atpar\.[a-z-]+\/[1-9][0-9]*$/u);
  });

  it("stands on disk as it is generated, and nothing else does", () => {
    const expected = new Map(
      [...schemas].map(([name, schema]) => [`${name.replace("/", ".")}.json`, `${JSON.stringify(schema, null, 2)}\n`]),
    );
    expect(readdirSync(folder)).to.have.members([...expected.keys()]);
    for (const [name, text] of expected) {
      expect(readFileSync(join(folder, name), "utf8"), `${name}: run npm run generate`).to.equal(text);
    }
  });

  it("is JSON Schema 2020-12 that names itself and lets no unknown field pass", () => {
    for (const [name, schema] of schemas) {
      expect(schema).to.include({ $schema: "https://json-schema.org/draft/2020-12/schema", title: name });
      expect(new Ajv2020().validateSchema(schema), name).to.equal(true);
      for (const [place, object] of objects(schema)) {
        // a record has any keys and says of what
        if ("propertyNames" in object) continue;
        expect(object["additionalProperties"], `${name}${place}`).to.equal(false);
      }
      const properties = z
        .looseObject({ properties: z.looseObject({ schema: z.looseObject({ const: z.string() }) }) })
        .parse(schema).properties;
      expect(properties.schema.const).to.equal(name);
    }
  });

  it("writes no amount as a number", () => {
    for (const [name, schema] of schemas) {
      for (const [place, object] of objects(schema)) {
        for (const [field, value] of Object.entries(
          (object["properties"] ?? {}) as Record<string, { type?: string }>,
        )) {
          if (!/amount|units|supply|minted|burned|limit|reserves|headroom|cap$|gross|payables|balance/iu.test(field))
            continue;
          expect(value.type, `${name}${place}/${field}`).not.to.be.oneOf(["integer", "number"]);
        }
      }
    }
  });

  it("covers what the commands print", () => {
    const source = readdirSync(commands, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && name !== "results.ts")
      .map((name) => readFileSync(join(commands, name), "utf8"))
      .join("\n");
    const printed = new Set([...source.matchAll(/"(atpar\.[a-z-]+\/\d+)"/gu)].map(([, name]) => name));
    expect([...printed]).to.have.members(Object.keys(results));
  });
});

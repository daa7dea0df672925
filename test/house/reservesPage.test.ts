import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect } from "chai";
import { z } from "zod";

import { explanationKinds } from "../../scripts/reserves/explanation.js";
import { inputsSchema, parseInputs } from "../../scripts/reserves/inputs.js";
import { policySchema } from "../../scripts/reserves/policy.js";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/reserves.md"), "utf8");
const reserves = join(root, "scripts/reserves");

/** Names in backquotes in a column of the page's tables, from the heading up to the next one. */
function named(heading: string, column: number): string[] {
  const section = page.split(`## ${heading}\n`)[1]!.split("\n## ")[0]!;
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.flatMap((row) => [...row.split("|")[column]!.matchAll(/`([^`]+)`/gu)].map(([, name]) => name!));
}

describe("docs/reserves.md", () => {
  it("lists every rule id that the code can produce, and no other", () => {
    const source = readdirSync(reserves).map((name) => readFileSync(join(reserves, name), "utf8"));
    const written = source.flatMap((text) => [...text.matchAll(/"(B[0-9]\.[a-z]+)"/gu)].map(([, id]) => id!));
    const made = source.flatMap((text) =>
      [...text.matchAll(/`(B[0-9]\.)\$\{limit\.of\}`/gu)].map(([, start]) => start!),
    );
    expect(made, "ids put together").to.deep.equal(["B2."]);
    const limited = policySchema.shape.limits.element.shape.of.options.map((of) => `B2.${of}`);
    expect(named("Policies", 1)).to.have.members([...new Set([...written, ...limited])]);
  });

  it("lists every kind of explanation, and no other", () => {
    expect(named("What each entry is", 1)).to.have.members(explanationKinds);
  });

  it("shows an inputs file that is one, and names every field there is", () => {
    const [, example] = /```json\n([^`]+)```/u.exec(page)!;
    const inputs = parseInputs(example!, "docs/reserves.md");
    const lists = ["instruments", "prices", "rates", "agreements"] as const;
    for (const list of lists) expect(inputs[list], list).to.not.be.empty;
    const fields = lists.flatMap((list) => Object.keys(inputsSchema.shape[list].element.shape));
    expect([...new Set(named("Inputs", 2))]).to.have.members([...new Set(fields)]);
    expect(named("Inputs", 1)).to.deep.equal([...lists]);
    const given = z.array(z.record(z.string(), z.unknown()));
    for (const list of lists) {
      const seen = given.parse(inputs[list]).flatMap((one) => Object.keys(one));
      expect(seen, list).to.include.members(Object.keys(inputsSchema.shape[list].element.shape));
    }
  });

  it("links to files that are there", () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/gu)].map(([, link]) => join(root, "docs", link!));
    expect(links).to.have.length.above(3);
    for (const link of links) expect(() => readFileSync(link), link).to.not.throw();
  });
});

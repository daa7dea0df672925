import { expect } from "chai";

import type { Outcome } from "./cli.js";
import { copyDesk, enterIssuer, type Issuer } from "./issuer.js";
import { inLanes } from "./lanes.js";
import type { Operator } from "./operator.js";

/** Bad input, and how it is to be refused. */
export interface RefusalCase {
  /** What is wrong, for the test's name. */
  readonly wrong: string;
  /** The command for people, without `--json`. */
  command(issuer: Issuer): readonly string[];
  readonly code: string;
  readonly exit: number;
  /** What the error's line has to say. */
  readonly says?: RegExp;
  /** Text that must not be seen anywhere: a secret that was given. */
  readonly hides?: string;
  /** Another desk than the lane's own, where the surroundings are what is wrong. */
  desk?(lane: Operator, issuer: Issuer): Operator | Promise<Operator>;
  readonly env?: Readonly<Record<string, string>>;
}

const LANES = 2;

/**
 * Tests for every case: the documented exit code, `CODE: the figures` on the first line of stderr, nothing changed on chain
 * or in the journal. The cases run first, two at a time, each lane with a journal of its own.
 */
export function itRefuses(cases: readonly RefusalCase[]): void {
  let outcomes: Map<RefusalCase, Outcome>;
  const untouched: { readonly what: string; readonly before: unknown; readonly after: unknown }[] = [];

  before(async () => {
    const issuer = await enterIssuer();
    const desks = Array.from({ length: LANES }, () => copyDesk(issuer.operator));
    const height = await issuer.chain.height();
    outcomes = await inLanes(LANES, cases, async (one, lane) => {
      const desk = desks[lane]!;
      const own = one.desk === undefined ? desk : await one.desk(desk, issuer);
      return own.run(one.command(issuer), one.env === undefined ? {} : { env: one.env });
    });
    untouched.push({ what: "the chain", before: height, after: await issuer.chain.height() });
    for (const [lane, desk] of desks.entries()) {
      untouched.push({ what: `journal ${lane}`, before: issuer.head, after: await desk.head() });
    }
  });

  for (const one of cases) {
    it(`${one.wrong}: ${one.code}, exit ${one.exit}`, () => {
      const { code, signal, stdout, stderr } = outcomes.get(one)!;
      expect(signal, "killed").to.equal(null);
      const [line = "", ...rest] = stderr.split("\n");
      expect(line.split(":", 1)[0], stderr).to.equal(one.code);
      expect(code).to.equal(one.exit);
      expect(line).to.match(/^[A-Z][A-Z_]+: \S/u);
      if (one.says !== undefined) expect(line).to.match(one.says);
      // violations and help stand below, indented: whatever reads the first line reads the whole error
      for (const below of rest) expect(below).to.match(/^(?: {2}\S.*)?$/u);
      if (one.hides !== undefined) expect(`${stdout}${stderr}`).to.not.include(one.hides);
    });
  }

  it("changed neither chain nor journal", () => {
    expect(untouched).to.have.length(LANES + 1);
    for (const { what, before, after } of untouched) expect(after, what).to.deep.equal(before);
  });
}

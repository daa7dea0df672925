import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import { compareLines } from "../../scripts/reserves/openingsRules.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import { compareDocument } from "../../scripts/reserves/compareDocument.js";
import { documentHash } from "../../scripts/reserves/document.js";
import type { Openings } from "../../scripts/reserves/openings.js";
import { replay } from "../../scripts/reserves/replay.js";
import { documentOf } from "../../scripts/reserves/snapshot.js";
import { hkdAccount, newBooks } from "./accounts.js";
import { asMessage } from "../statements/fixture.js";
import { bankFile, bankText, readText } from "./bankFile.js";
import { snapshotOf } from "./snapshotOf.js";
import { thrown } from "./thrown.js";

const one = bankFile({ id: "S-1", closing: "100.00", entries: [{ amount: "100.00", reference: "R1" }] });
const two = bankFile({ id: "T-1", account: "ACC-2", opening: "0.50", closing: "0.50" });

describe("openings that nobody took in", () => {
  let journal: Journal;
  let openings: Openings;
  before(async () => {
    ({ journal } = await newBooks());
    await registerAccount(journal, { ...hkdAccount, account: "ACC-2" });
    ({ openings } = await snapshotOf(journal, [one, two]));
  });
  after(() => journal.close());

  /** What an auditor is told, where a dishonest issuer changed the openings and made the document fit. */
  const told = (changed: Openings): string[] => {
    const { documentHash: earlier, ...rest } = changed;
    const document = documentOf(rest);
    expect(earlier).to.match(/^0x/u);
    return compareDocument(document, { ...rest, documentHash: documentHash(document) }).map(({ figure }) => figure);
  };

  it("are no different where they are as they were taken", () => {
    expect(compareLines(openings)).to.deep.equal([]);
    expect(told(openings)).to.deep.equal([]);
  });

  it("are told apart by a line that is there twice, left out, or of an earlier balance", () => {
    const [line, other] = openings.lines;
    expect(told({ ...openings, lines: [line!, line!, other!] })).to.have.length(1);
    expect(told({ ...openings, lines: [line!] })).to.have.length(1);
    const [statement] = openings.statements;
    const later = { ...statement!, id: "S-2", closingDate: "2026-11-23" } as const;
    const figures = told({ ...openings, statements: [...openings.statements, later] });
    expect(figures.filter((figure) => figure.startsWith("line of"))).to.have.length(2);
  });

  it("are told apart by one file that is two accounts, and by balances of two days", () => {
    const [statement, second] = openings.statements;
    const [line, other] = openings.lines;
    const copy = { ...statement!, account: "ACC-3" };
    const lines = [...openings.lines, { ...line!, account: "ACC-3" }];
    expect(told({ ...openings, lines, statements: [...openings.statements, copy] })).to.include(
      `file ${statement!.sha256} of S-1`,
    );
    const moved = { ...second!, closingDate: "2026-11-19" } as const;
    expect(told({ ...openings, lines: [line!, other!], statements: [statement!, moved] })).to.include("day of T-1");
  });

  it("are told apart from files of another bank or currency", () => {
    const figures = (...files: Parameters<typeof replay>[2][number][]) =>
      replay(documentOf(openings), openings, files).map(({ figure }) => figure);
    expect(figures(one, two)).to.deep.equal([]);
    const foreign = bankFile({ id: "T-1", account: "ACC-2", opening: "0.50", closing: "0.50", currency: "TWD" });
    expect(figures(one, foreign)).to.include("currency");
    const elsewhere = bankFile({ id: "T-1", account: "ACC-2", opening: "0.50", closing: "0.50", bic: "OTHRHKHHXXX" });
    expect(figures(one, elsewhere)).to.include("bank");
    const borrowed = bankFile({ id: "T-1", account: "ACC-2", opening: "0.50", closing: "0.50", creditLine: true });
    expect(figures(one, borrowed)).to.include("closing balance");
  });

  it("are told apart by what was delivered by then and left out, and not by what came later", () => {
    const figures = (asOf: bigint, ...files: Parameters<typeof replay>[2][number][]) => {
      const { documentHash: earlier, ...rest } = { ...openings, asOf };
      expect(earlier).to.match(/^0x/u);
      const document = documentOf(rest);
      const changed = { ...rest, documentHash: documentHash(document) };
      return replay(document, changed, [one, two, ...files]).map(({ figure }) => figure);
    };
    // written on Friday the 20th at 22:00
    const monday = bankText({ id: "S-2", date: "2026-11-23", opening: "100.00", closing: "1.00" });
    const [noon, late] = ["2026-11-23T04:00:00Z", "2026-11-24T04:00:00Z"].map(
      (time) => BigInt(Date.parse(time)) / 1000n,
    );
    expect(figures(noon!)).to.deep.equal([]);
    expect(figures(noon!, readText(monday, "m.xml"))).to.deep.equal(["statement S-2"]);
    const evening = monday.replaceAll("2026-11-20T22:00:00+08:00", "2026-11-23T22:00:00+08:00");
    expect(figures(noon!, readText(evening, "m.xml"))).to.deep.equal([]);
    expect(figures(late!, readText(evening, "m.xml"))).to.deep.equal(["statement S-2"]);
    const day = { id: "I-1", date: "2026-11-23", opening: "100.00", closing: "10.00" };
    const debit = bankText({ ...day, entries: [{ amount: "-90.00", reference: "D1" }] });
    expect(figures(noon!, readText(asMessage(debit, "camt.052"), "i.xml"))).to.deep.equal(["statement I-1"]);
    expect(figures(noon!, readText(asMessage(bankText(day), "camt.052"), "i.xml"))).to.deep.equal([]);
  });

  it("are refused by a code where their figures can be nobody's", () => {
    const [statement, second] = openings.statements;
    const impossible = { ...statement!, closing: { line: 1, amount: -(10n ** 90n) } };
    const broken = { ...openings, statements: [impossible, second!] };
    const error = thrown(() => compareDocument(documentOf(openings), broken));
    expect(error.code).to.equal("RESERVE_OPENINGS_MALFORMED");
  });
});

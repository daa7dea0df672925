import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect } from "chai";

import { catalogue } from "../../scripts/errors/catalogue.js";
import { chainErrors } from "../../scripts/errors/chain.js";
import { commandErrors } from "../../scripts/errors/command.js";
import { csvErrors } from "../../scripts/errors/csv.js";
import { deployErrors } from "../../scripts/errors/deploy.js";
import { ExitCode, type ErrorEntry } from "../../scripts/errors/group.js";
import { holdingsErrors } from "../../scripts/errors/holdings.js";
import { issuanceErrors } from "../../scripts/errors/issuance.js";
import { journalErrors } from "../../scripts/errors/journal.js";
import { moneyErrors } from "../../scripts/errors/money.js";
import { reportErrors } from "../../scripts/errors/report.js";
import { reserveErrors } from "../../scripts/errors/reserve.js";
import { statementErrors } from "../../scripts/errors/statement.js";
import { verifyErrors } from "../../scripts/errors/verify.js";

const scripts = resolve(import.meta.dirname, "../../scripts");
const groups = {
  chain: chainErrors,
  command: commandErrors,
  csv: csvErrors,
  deploy: deployErrors,
  holdings: holdingsErrors,
  issuance: issuanceErrors,
  journal: journalErrors,
  money: moneyErrors,
  report: reportErrors,
  reserve: reserveErrors,
  statement: statementErrors,
  verify: verifyErrors,
};
const entries = Object.entries(catalogue as Readonly<Record<string, ErrorEntry>>);

describe("error catalogue", () => {
  it("has every room's group, each code once", () => {
    const files = readdirSync(join(scripts, "errors")).map((name) => name.replace(/\.ts$/u, ""));
    const rooms = files.filter((name) => !["AtparError", "catalogue", "group"].includes(name));
    expect(Object.keys(groups)).to.have.members(rooms);
    const codes = Object.values(groups).flatMap((group) => Object.keys(group));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).to.deep.equal([]);
    expect(Object.keys(catalogue)).to.have.members(codes);
  });

  it("writes codes in capitals", () => {
    expect(entries.map(([code]) => code).filter((code) => !/^[A-Z]+(?:_[A-Z0-9]+)+$/u.test(code))).to.deep.equal([]);
  });

  it("has messages of one line without an end, whose braces are all parameters", () => {
    for (const [code, { message }] of entries) {
      expect(message, code).to.match(/^\S.*\S$/u);
      expect(message, code).not.to.match(/\.$/u);
      expect(message.replaceAll(/\{[a-z][A-Za-z0-9]*\}/gu, ""), code).not.to.match(/[{}]/u);
    }
  });

  it("says in one sentence or more what to do", () => {
    for (const [code, { help }] of entries) {
      expect(help, code).to.match(/^[^\n]*[.)]$/u);
      expect(help.length, code).to.be.above(10);
      expect(help, code).not.to.match(/\{\w+\}/u);
    }
  });

  it("exits with documented codes, and never as if all were well", () => {
    const known = Object.values(ExitCode) as readonly number[];
    for (const [code, { exit }] of entries) {
      expect(known, code).to.include(exit);
      expect(exit, code).not.to.equal(ExitCode.Ok);
    }
    expect(new Set(known).size).to.equal(known.length);
    expect(known).to.have.members([0, 1, 2, 3, 4, 5, 6, 7, 8, 130]);
  });

  it("holds no code that nothing raises", () => {
    const source = readdirSync(scripts, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.startsWith("errors/"))
      .map((name) => readFileSync(join(scripts, name), "utf8"))
      .join("\n");
    const unused = Object.keys(catalogue).filter((code) => !source.includes(`"${code}"`));
    expect(unused).to.deep.equal([]);
  });
});

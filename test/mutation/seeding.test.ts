import { expect } from "chai";

import { mutantsOf, type Mutant } from "../../scripts/mutation/mutants.js";
import { Compiler } from "../../scripts/mutation/products.js";

const compiler = new Compiler(".");

/** The mutants of a contract with `members`, whose text begins in the fourth line. */
function seed(members: string): Mutant[] {
  const text = `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.30;\ncontract C {\n${members}\n}\n`;
  const tree = compiler.trees(new Map([["contracts/C.sol", text]])).get("contracts/C.sol");
  return mutantsOf("contracts/C.sol", text, tree!);
}

/** What the members become, one line for every mutant of a kind. */
const changes = (members: string, kind: string): string[] =>
  seed(members)
    .filter((mutant) => mutant.kind === kind)
    .map(({ text }) => text.split("\n").slice(3, -2).join("\n"));

const bool = (expression: string): string =>
  `function f(uint256 a, uint256 b) external pure returns (bool) { return ${expression}; }`;
const number = (expression: string): string =>
  `function f(uint256 a, uint256 b) external pure returns (uint256) { return ${expression}; }`;

describe("seeding: operators", () => {
  for (const [operator, ...others] of [
    ["==", "!="],
    ["!=", "=="],
    ["<", "<=", ">="],
    ["<=", "<", ">"],
    [">", ">=", "<="],
    [">=", ">", "<"],
  ] as const) {
    it(`shifts or negates a ${operator} b`, () => {
      const expected = others.map((other) => bool(`a ${other} b`));
      expect(changes(bool(`a ${operator} b`), "comparison")).to.deep.equal(expected);
    });
  }

  for (const [operator, other] of [
    ["+", "-"],
    ["-", "+"],
    ["*", "/"],
    ["/", "*"],
    ["%", "*"],
    ["&", "|"],
    ["|", "&"],
    ["^", "&"],
    ["<<", ">>"],
    [">>", "<<"],
  ] as const) {
    it(`makes a ${other} b of a ${operator} b`, () => {
      expect(changes(number(`a ${operator} b`), "operator")).to.deep.equal([number(`a ${other} b`)]);
    });
  }

  it("swaps && and ||, each by itself", () => {
    expect(changes(bool("a > 1 && b > 1 || a > b"), "logic")).to.deep.equal([
      bool("a > 1 || b > 1 || a > b"),
      bool("a > 1 && b > 1 && a > b"),
    ]);
  });

  it("finds the operator between parentheses and line ends", () => {
    expect(changes(number("(a)\n + (b)"), "operator")).to.deep.equal([number("(a)\n - (b)")]);
  });

  for (const [operator, other] of [
    ["+=", "-="],
    ["-=", "+="],
    ["|=", "&="],
    ["&=", "|="],
  ] as const) {
    it(`makes ${other} of ${operator}`, () => {
      const member = (sign: string): string => `uint256 s; function f() external { s ${sign} 7; }`;
      expect(changes(member(operator), "operator")).to.deep.equal([member(other)]);
    });
  }

  it("drops ! and ~, and turns ++ and -- around, before and after", () => {
    expect(changes(bool("!(a == b)"), "operator")).to.deep.equal([bool("(a == b)")]);
    expect(changes(number("~a"), "operator")).to.deep.equal([number("a")]);
    expect(changes(number("++a"), "operator")).to.deep.equal([number("--a")]);
    expect(changes(number("a--"), "operator")).to.deep.equal([number("a++")]);
  });

  it("subtracts for an addition in assembly", () => {
    const member = (name: string): string =>
      `function f(uint256 a) external pure returns (uint256 b) { assembly { b := ${name}(a, a) } }`;
    expect(changes(member("add"), "operator")).to.deep.equal([member("sub")]);
  });
});

describe("seeding: literals and constants", () => {
  it("makes a number one more and one less, zero only one more, in its own notation", () => {
    expect(changes(number("10_000"), "literal")).to.deep.equal([number("10001"), number("9999")]);
    expect(changes(number("a + 0"), "literal")).to.deep.equal([number("a + 1")]);
    expect(changes(number("0x0f"), "literal")).to.deep.equal([number("0x10"), number("0x0e")]);
    expect(changes(number("1 days"), "literal")).to.deep.equal([number("2 days"), number("0 days")]);
  });

  it("flips a boolean", () => {
    expect(changes(bool("true"), "literal")).to.deep.equal([bool("false")]);
  });

  it("replaces the use of a flag by its neighbour, not its declaration", () => {
    const flags = "uint256 constant FROZEN = 1; uint256 constant CUSTOMER = 2;";
    const use = (name: string): string => `${flags}\n${number(`a & ${name}`)}`;
    expect(changes(use("FROZEN"), "constant")).to.deep.equal([use("CUSTOMER")]);
    expect(changes(use("CUSTOMER"), "constant")).to.deep.equal([use("FROZEN")]);
  });

  it("replaces a role by the next, the last by the first", () => {
    const roles = "uint64 constant ADMIN = 0; uint64 constant MINTER = 1; uint64 constant ROLE_ADMIN = 10;";
    const use = (name: string): string => `${roles}\n${number(name)}`;
    expect(changes(use("ADMIN"), "role")).to.deep.equal([use("MINTER")]);
    expect(changes(use("ROLE_ADMIN"), "role")).to.deep.equal([use("ADMIN")]);
  });

  it("replaces the member of an enumeration", () => {
    const use = (name: string): string => `enum Class { None, IssuerOfficer } Class c = Class.${name};`;
    expect(changes(use("None"), "constant")).to.deep.equal([use("IssuerOfficer")]);
  });
});

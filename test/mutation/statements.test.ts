import { expect } from "chai";

import { mutantsOf, shuffled, type Mutant } from "../../scripts/mutation/mutants.js";
import { Compiler } from "../../scripts/mutation/products.js";

const compiler = new Compiler(".");
const head = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.30;\n";

function seedSource(source: string): Mutant[] {
  const text = head + source;
  const tree = compiler.trees(new Map([["contracts/C.sol", text]])).get("contracts/C.sol");
  return mutantsOf("contracts/C.sol", text, tree!);
}

const members = (text: string): string => `contract C { event E(); error X(); uint256 s; bool on;\n${text}\n}\n`;
const write = (body: string): string => members(`function f(uint256 a) external { ${body} }`);

const changes = (source: string, kind: string): string[] =>
  seedSource(source)
    .filter((mutant) => mutant.kind === kind)
    .map(({ text }) => text.slice(head.length));

describe("seeding: statements", () => {
  it("makes a condition true and false, of if and of ?:", () => {
    const branch = (condition: string): string => write(`if (${condition}) revert X();`);
    expect(changes(branch("a > s"), "condition")).to.deep.equal([branch("true"), branch("false")]);
    const choice = (condition: string): string => write(`s = ${condition} ? a : s;`);
    expect(changes(choice("a > s"), "condition")).to.deep.equal([choice("true"), choice("false")]);
  });

  it("never makes a loop that does not end", () => {
    const loop = (condition: string): string => write(`for (uint256 i = 0; ${condition}; ++i) s = i;`);
    expect(changes(loop("i < a"), "condition")).to.deep.equal([loop("false")]);
  });

  it("deletes events, reverts, calls and assignments, with their semicolon", () => {
    expect(changes(write("emit E();"), "deletion")).to.deep.equal([write("{}")]);
    expect(changes(write("revert X();"), "deletion")).to.deep.equal([write("{}")]);
    expect(changes(write("s = a;"), "deletion")).to.deep.equal([write("{}")]);
    const call = (body: string): string => members(`function g() private {} function f() external { ${body} }`);
    expect(changes(call("g();"), "deletion")).to.deep.equal([call("{}")]);
  });

  it("leaves what an if does alone to its condition, unless there is an else", () => {
    expect(changes(write("if (on) revert X();"), "deletion")).to.deep.equal([]);
    expect(changes(write("if (on) { s = a; }"), "deletion")).to.deep.equal([]);
    expect(changes(write("if (on) s = a; else s = 1;"), "deletion")).to.have.length(2);
    expect(changes(write("if (on) { s = a; on = false; }"), "deletion")).to.have.length(2);
  });

  it("removes a modifier, but not the call of a base's constructor", () => {
    const guarded = (modifier: string): string =>
      members(`modifier restricted() { _; } function f() external${modifier} { s = 1; }`);
    expect(changes(guarded(" restricted"), "modifier")).to.deep.equal([guarded(" ")]);
    const derived = "contract B { constructor(uint256) {} } contract C is B { constructor(uint256 a) B(a) {} }";
    expect(changes(derived, "modifier")).to.deep.equal([]);
  });

  it("returns another value of the type", () => {
    const view = (type: string, value: string): string =>
      members(`function g() internal view returns (${type}) { return ${value}; } ${type} v;`);
    expect(changes(view("uint64", "v"), "return")).to.deep.equal([view("uint64", "(v) + 1")]);
    expect(changes(view("bool", "v"), "return")).to.deep.equal([view("bool", "!(v)")]);
    expect(changes(view("bytes32", "v"), "return")).to.deep.equal([view("bytes32", "~(v)")]);
    expect(changes(view("address", "v"), "return")).to.deep.equal([view("address", "address(0)")]);
    // an operator of its own is seeded already
    expect(changes(view("bool", "s == 1"), "return")).to.deep.equal([]);
  });

  it("seeds nothing in an interface", () => {
    expect(seedSource("interface I { function f(uint256[2] calldata a) external returns (bool); }\n")).to.deep.equal(
      [],
    );
  });
});

describe("seeding: numbering", () => {
  const source = write("if (a > s) revert X(); s = a + 1; s = a + 1;");

  it("never yields the source itself, nor one text twice", () => {
    const texts = seedSource(source).map(({ text }) => text);
    expect(texts).to.have.length.greaterThan(5);
    expect(texts).not.to.include(head + source);
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it("counts a text once that two changes come to, and no change that changes nothing", () => {
    // as a condition: made true, which it is, and false; as a literal: made false
    const texts = seedSource(write("if (true) revert X();")).map(({ text }) => text);
    expect(texts).to.deep.equal([head + write("if (false) revert X();")]);
  });

  it("gives every mutant an id of its own, twins in one line included", () => {
    const ids = seedSource(source).map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.every((id) => /^C\.sol\/f\/[a-z]+\/[0-9a-f]{10}$/u.test(id))).to.equal(true);
  });

  it("keeps ids when other lines are added above and the line is indented", () => {
    const ids = (text: string): string[] => seedSource(text).map(({ id }) => id);
    const moved = source.replace("function f", "uint8 private added;\n\n    function f");
    expect(ids(moved)).to.deep.equal(ids(source));
  });

  it("gives the line its number", () => {
    expect(new Set(seedSource(source).map(({ line }) => line))).to.deep.equal(new Set([4]));
  });

  it("shuffles alike every time, losing none", () => {
    const ids = (mutants: readonly Mutant[]): string[] => mutants.map(({ id }) => id);
    const mutants = seedSource(source);
    expect(ids(shuffled([...mutants].reverse()))).to.deep.equal(ids(shuffled(mutants)));
    expect(ids(shuffled(mutants)))
      .to.have.members(ids(mutants))
      .and.not.deep.equal(ids(mutants));
  });
});

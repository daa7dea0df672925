import { readFileSync } from "node:fs";

import { expect } from "chai";

import { CompilationError, compiledWith, Compiler, products } from "../../scripts/mutation/products.js";

const file = products.Revoker;
const source = readFileSync(file, "utf8");

describe("mutation: compiling", () => {
  const compiler = new Compiler(".");

  it("takes the text it is given for a file's own, and makes equal code of equal contracts", () => {
    const sound = compiler.code(["Revoker"], new Map());
    const commented = compiler.code(["Revoker"], new Map([[file, `${source}// nothing\n`]]));
    const faulty = compiler.code(["Revoker"], new Map([[file, source.replace("role == Roles", "role != Roles")]]));
    expect(commented).to.deep.equal(sound);
    expect(faulty).not.to.deep.equal(sound);
  });

  it("takes it for an imported file as well", () => {
    const roles = "contracts/access/Roles.sol";
    const text = readFileSync(roles, "utf8").replace("PAUSER = 6", "PAUSER = 9");
    expect(text).to.contain("PAUSER = 9");
    const sound = compiler.code(["Revoker"], new Map());
    expect(compiler.code(["Revoker"], new Map([[roles, text]]))).not.to.deep.equal(sound);
  });

  it("says so when the compiler refuses", () => {
    const broken = new Map([[file, source.replace("role == Roles", "role + Roles")]]);
    expect(() => compiler.code(["Revoker"], broken)).to.throw(CompilationError);
  });

  it("knows which contracts a source is compiled into", () => {
    const trees = compiler.trees(
      new Map(
        [file, "contracts/access/ExecutionGuard.sol", "contracts/access/Roles.sol"].map((one) => [
          one,
          readFileSync(one, "utf8"),
        ]),
      ),
    );
    expect(compiledWith(file, trees)).to.include("contracts/access/ExecutionGuard.sol");
    expect(compiledWith("contracts/access/ExecutionGuard.sol", trees)).not.to.include(file);
  });
});

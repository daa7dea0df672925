import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect } from "chai";

import { sortBindings } from "../../scripts/generate/bindings.js";

const bindings = resolve(import.meta.dirname, "../../typechain-types");
const generated = ["index.ts", "hardhat.d.ts"] as const;

describe("sortBindings", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "atpar-bindings-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(change: (lines: string[]) => string[]): void {
    for (const name of generated) {
      const lines = readFileSync(join(bindings, name), "utf8").split("\n");
      writeFileSync(join(folder, name), change(lines).join("\n"));
    }
  }

  it("gives the tracked bindings back from lists in any order", async () => {
    const listed = /^export (?:type )?\{ \w+ \} from|^\s*(?:getContractFactory|getContractAt|deployContract)\(name: /u;
    write((lines) => {
      const places = lines.flatMap((line, index) => (listed.test(line) ? [index] : []));
      expect(places.length).to.be.above(3);
      // neighbours change places, within one run of the list
      for (let index = 0; index + 1 < places.length; index += 2) {
        const [one, other] = [places[index]!, places[index + 1]!];
        if (other === one + 1) [lines[one], lines[other]] = [lines[other]!, lines[one]!];
      }
      return lines;
    });
    const before = generated.map((name) => readFileSync(join(folder, name), "utf8"));
    await sortBindings(folder);
    for (const [index, name] of generated.entries()) {
      const sorted = readFileSync(join(folder, name), "utf8");
      expect(sorted).to.equal(readFileSync(join(bindings, name), "utf8"));
      expect(sorted).not.to.equal(before[index]);
    }
  });

  it("changes nothing that is in order", async () => {
    write((lines) => lines);
    await sortBindings(folder);
    for (const name of generated) {
      expect(readFileSync(join(folder, name), "utf8")).to.equal(readFileSync(join(bindings, name), "utf8"));
    }
  });
});

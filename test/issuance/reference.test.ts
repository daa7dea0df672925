import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";

import { evidenceHash, parseAddress, referenceHash } from "../../scripts/issuance/reference.js";
import { rejection } from "../journal/rejection.js";
import { thrown } from "../reserves/thrown.js";

describe("parseAddress", () => {
  const address = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";

  it("gives the checksummed form of what has no checksum", () => {
    for (const text of [address, address.toLowerCase(), `0x${address.slice(2).toUpperCase()}`]) {
      expect(parseAddress(text)).to.equal(address);
    }
  });

  it("refuses everything else", () => {
    const icap = "XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS";
    for (const text of [
      "",
      "0x",
      address.slice(2),
      address.slice(0, -1),
      address.replace("dC", "Dc"),
      icap,
      "board.eth",
    ]) {
      const { code, parameters } = thrown(() => parseAddress(text));
      expect([code, parameters]).to.deep.equal(["ADDRESS_MALFORMED", { text }]);
    }
  });
});

describe("referenceHash", () => {
  it("hashes the text as it stands", () => {
    for (const text of ["HCMP 1234/2026", "\u4ee4 7", "a"]) {
      expect(referenceHash(text)).to.equal(keccak256(toUtf8Bytes(text)));
    }
    expect(referenceHash("a")).not.to.equal(referenceHash("A"));
  });

  it("refuses what is no reference", () => {
    for (const text of ["", " ", " a", "a ", "a\nb", "a\u0000", "x".repeat(141)]) {
      expect(thrown(() => referenceHash(text)).code, JSON.stringify(text)).to.equal("REFERENCE_MALFORMED");
    }
    expect(referenceHash("x".repeat(140))).to.have.length(66);
  });
});

describe("evidenceHash", () => {
  const folder = mkdtempSync(join(tmpdir(), "atpar-evidence-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("hashes the file's bytes, whatever they are", async () => {
    const file = join(folder, "evidence.bin");
    const bytes = Uint8Array.from([0, 255, 10, 13, 128]);
    writeFileSync(file, bytes);
    expect(await evidenceHash(file)).to.equal(keccak256(bytes));
  });

  it("refuses a file that cannot be read", async () => {
    const file = join(folder, "none");
    expect((await rejection(evidenceHash(file), "EVIDENCE_UNREADABLE")).parameters.file).to.equal(file);
    await rejection(evidenceHash(folder), "EVIDENCE_UNREADABLE");
  });
});

import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";

import { documentHash, documentText, parseDocument, type ReserveDocument } from "../../scripts/reserves/document.js";
import { thrown } from "./thrown.js";

const hash = `0x${"ab".repeat(32)}`;

/** A document over one account and one chain. */
const document: ReserveDocument = {
  schema: "atpar.reserve-document/2",
  currency: "HKD",
  asOf: 1_795_000_000n,
  policy: { name: "cash-at-par", version: 1, hash },
  lines: [
    {
      class: "cash",
      custodian: "ATPRHKHHXXX",
      custodianType: "bank",
      country: "HK",
      accountHash: hash,
      file: "ef".repeat(32),
      date: "2026-11-20",
      currency: "HKD",
      face: -5_000_000n,
      market: -5_000_000n,
      accrued: 0n,
      other: 0n,
      encumbered: false,
      amount: -5_000_000n,
      haircut: 0,
      rules: [{ rule: "B4.class", ok: true, found: "cash", wanted: "cash" }],
      value: -5_000_000n,
    },
  ],
  totals: { gross: -5_000_000n, payables: 1n, reserves: 0n, required: 2n, transit: 0n, excess: -5_000_003n },
  assetsRoot: hash,
  chains: [
    {
      chainId: 31337n,
      token: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
      blockNumber: 5n,
      blockHash: hash,
      minted: 3n,
      burned: 1n,
      supply: 2n,
    },
  ],
  transit: [],
  movements: [{ kind: "fee", count: 1, credits: 0n, debits: 5_000_000n }],
  breaches: [],
  journal: { seq: 4, hash: "cd".repeat(32) },
  files: ["ef".repeat(32)],
};

describe("document", () => {
  it("is canonical JSON with figures as decimal strings, and reads back as it was", () => {
    const text = documentText(document);
    expect(text.startsWith('{"asOf":"1795000000","assetsRoot":"0xabab')).to.equal(true);
    expect(text).to.include('"amount":"-5000000"').and.to.include('"supply":"2"').and.not.to.include("\n");
    expect(parseDocument(text, "d.json")).to.deep.equal(document);
    expect(parseDocument(`${text}\n`, "d.json")).to.deep.equal(document);
    expect(documentHash(document)).to.equal(keccak256(toUtf8Bytes(text)));
  });

  it("refuses unknown and missing fields, wrong figures, and any other spelling of the same content", () => {
    const text = documentText(document);
    const wrong = [
      "",
      "[]",
      text.slice(0, -1),
      text.replace('{"asOf"', '{"added":1,"asOf"'),
      text.replace('"files":["', '"files":["0'),
      text.replace('"asOf":"1795000000"', '"asOf":1795000000'),
      text.replace('"asOf":"1795000000"', '"asOf":"01795000000"'),
      text.replace('"supply":"2"', '"supply":"-2"'),
      text.replace("5FbDB2315678afecb", "5fbdb2315678afecb"),
      text.replace("2026-11-20", "2026-11-31"),
      JSON.stringify(JSON.parse(text), null, 2),
      text.replace('{"asOf":"1795000000"', '{"asOf":"1","asOf":"1795000000"'),
    ];
    for (const variant of wrong) {
      expect(thrown(() => parseDocument(variant, "d.json")).code, variant).to.equal("RESERVE_DOCUMENT_MALFORMED");
    }
  });
});

import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import {
  assetProofHolds,
  assetProofText,
  parseAssetProof,
  proveAssetLine,
  provenLine,
  type AssetProof,
} from "../../scripts/reserves/assetProof.js";
import { assetLineText } from "../../scripts/reserves/document.js";
import { openingsText } from "../../scripts/reserves/openings.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { hkdAccount, newBooks } from "./accounts.js";
import { bankFile } from "./bankFile.js";
import { snapshotOf } from "./snapshotOf.js";
import { thrown } from "./thrown.js";

const accounts = ["012-345678-001", "ACC-2", "ACC-3"] as const;

describe("assetProof", () => {
  let journal: Journal;
  let snapshot: Snapshot;
  const files = accounts.map((account, index) =>
    bankFile({ id: `S-${index}`, account, opening: `${index + 1}0.00`, closing: `${index + 1}0.00` }),
  );
  const prove = (index: number): AssetProof => proveAssetLine(snapshot.document, snapshot.openings, index);

  before(async () => {
    ({ journal } = await newBooks());
    for (const account of accounts.slice(1)) await registerAccount(journal, { ...hkdAccount, account });
    snapshot = await snapshotOf(journal, files);
  });
  after(() => journal.close());

  it("proves every line, with the document's root, total and hash, and reads back as it was", () => {
    const { document, openings } = snapshot;
    for (const [index, line] of document.lines.entries()) {
      const proof = prove(index);
      expect(assetProofHolds(proof)).to.equal(true);
      expect(proof).to.include({ root: document.assetsRoot, total: 60_000_000n, documentHash: openings.documentHash });
      expect(proof).to.include({ index, count: 3, amount: line.value, text: assetLineText(line) });
      expect(provenLine(proof)).to.deep.equal(line);
      expect(parseAssetProof(assetProofText(proof), "p.json")).to.deep.equal(proof);
    }
  });

  it("names the statement file that the line comes from", () => {
    const of = (index: number) => snapshot.openings.lines[index]!.account;
    for (const index of accounts.keys()) {
      const source = files[accounts.indexOf(of(index) as (typeof accounts)[number])]!;
      expect(provenLine(prove(index)).file).to.equal(source.sha256);
    }
  });

  it("reveals nothing of the openings but the line's own salt", () => {
    const text = assetProofText(prove(1));
    const { lines, statements } = snapshot.openings;
    const own = lines[1]!.leafSalt;
    const secrets = lines.flatMap(({ account, accountSalt, leafSalt }) => [account, accountSalt, leafSalt]);
    const names = statements.flatMap(({ id, file }) => [`"${id}"`, file]);
    for (const secret of [...secrets, ...names, hkdAccount.trustReference, hkdAccount.custodian]) {
      expect(openingsText(snapshot.openings), secret).to.include(secret);
      expect(text.includes(secret), secret).to.equal(secret === own);
    }
  });

  it("does not hold with any field changed", () => {
    const proof = prove(2);
    const other = `0x${"ab".repeat(32)}`;
    const [first] = proof.siblings;
    const changes: readonly Partial<AssetProof>[] = [
      { text: proof.text.replace("ATPRHKHHXXX", "OTHRHKHHXXX") },
      { text: proof.text.replace(provenLine(proof).file, "ab".repeat(32)) },
      { salt: other },
      { amount: proof.amount + 1n },
      { index: 1 },
      { count: 4 },
      { siblings: [] },
      { siblings: [{ ...first!, hash: other }] },
      { siblings: [{ ...first!, sum: first!.sum + 1n }] },
      { siblings: [first!, first!] },
      { root: other },
      { total: proof.total + 1n },
    ];
    for (const change of changes) {
      const [field] = Object.keys(change) as [keyof AssetProof];
      expect(change[field], field).not.to.deep.equal(proof[field]);
      expect(assetProofHolds({ ...proof, ...change }), field).to.equal(false);
    }
  });

  it("refuses a line that is not there, and openings of another document", async () => {
    expect(thrown(() => prove(3))).to.deep.include({
      code: "RESERVE_LINE_MISSING",
      parameters: { line: 3, count: 3 },
    });
    const other = await snapshotOf(journal, files);
    const foreign = thrown(() => proveAssetLine(snapshot.document, other.openings, 0));
    expect(foreign.code).to.equal("RESERVE_OPENINGS_FOREIGN");
    expect(foreign.parameters).to.include({ named: other.openings.documentHash, count: 3, opened: 3 });
  });

  it("writes no proof where a salt of the openings was changed", () => {
    const { document, openings } = snapshot;
    const lines = openings.lines.with(0, { ...openings.lines[0]!, leafSalt: `0x${"00".repeat(32)}` });
    const error = thrown(() => proveAssetLine(document, { ...openings, lines }, 1));
    expect(error).to.include({ code: "RESERVE_ROOT_DIFFERS", exitCode: 7 });
  });

  it("refuses a file that is no proof, or whose text is no asset line in canonical form", () => {
    const text = assetProofText(prove(0));
    const stated = JSON.stringify(prove(0).text);
    const wrong = [
      "",
      "{}",
      text.slice(0, -3),
      text.replace("atpar.asset-proof/1", "atpar.asset-proof/2"),
      text.replace('"index": 0', '"index": -1'),
      text.replace('"count": 3', '"count": 0'),
      text.replace('"index": 0', '"index": 0, "added": 1'),
      text.replace(stated, '"x"'),
      text.replace(stated, JSON.stringify(`${prove(0).text} `)),
      text.replace(stated, JSON.stringify(prove(0).text.replace('"class":"cash",', ""))),
    ];
    for (const variant of wrong) {
      expect(variant).not.to.equal(text);
      expect(thrown(() => parseAssetProof(variant, "p.json")).code, variant).to.equal("RESERVE_PROOF_MALFORMED");
    }
  });
});

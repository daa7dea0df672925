import type { StorageLayout } from "@openzeppelin/upgrades-core";
import { expect } from "chai";

import { faceOf } from "../../scripts/upgrade/face.js";
import { compareLayouts, recordedLayout } from "../../scripts/upgrade/record.js";
import { CONTROL, sourcesOf, type Sources } from "../../scripts/upgrade/sources.js";
import { edited } from "./editedSources.js";

const LEDGER = "contracts/token/Ledger.sol";
const STATE = "contracts/token/control/ControlState.sol";
const LEDGER_SPACE = "erc7201:atpar.storage.Ledger";
const CONTROL_SPACE = "erc7201:atpar.storage.Control";
const COIN = "        uint256 coin;\n";
const NONCES = "        mapping(address owner => uint256 nonce) permitNonces;\n";
const LAST = "        mapping(address authorizer => mapping(uint256 nonceWord => uint256 bitmap)) authorizations;\n";

describe("upgrade: the storage of the last release stays where it is", () => {
  const sources = sourcesOf(CONTROL);
  let recorded: StorageLayout;
  before(async () => {
    recorded = await recordedLayout();
  });

  /** What the validator says of an upgrade from the last release to `changed`, as `kind field`. */
  function findings(changed: Sources): string[] {
    return compareLayouts(recorded, faceOf(changed).layout).ops.map((found) => {
      if (found.kind === "delete-namespace") return `${found.kind} ${found.namespace}`;
      const { label } = "original" in found ? found.original : found.updated;
      return `${found.kind} ${label}`;
    });
  }

  it("is recorded with both of the coin's namespaces, and no ordinary variable", () => {
    expect(recorded.storage).to.deep.equal([]);
    expect(recorded.namespaces).to.include.keys(LEDGER_SPACE, CONTROL_SPACE);
    expect(recorded.namespaces?.[LEDGER_SPACE]?.map(({ slot }) => slot)).to.deep.equal(["0", "1", "2", "3", "4"]);
  });

  it("has its place in this version", () => {
    expect(findings(sources)).to.deep.equal([]);
  });

  it("is caught when fields of the ledger change places", () => {
    const without = edited(sources, LEDGER, NONCES, "");
    const found = findings(edited(without, LEDGER, COIN, COIN + NONCES));
    expect(found).to.include.members(["insert permitNonces", "delete permitNonces"]);
  });

  it("is caught when a field of the ledger changes its meaning in place", () => {
    const account = edited(
      sources,
      LEDGER,
      "        uint256 word;\n",
      "        uint256 since;\n        uint256 word;\n",
    );
    const nonce = "mapping(address owner => uint256 nonce) permitNonces";
    expect(findings(edited(account, LEDGER, nonce, nonce.replace("nonce)", "count)")))).to.deep.equal([
      "typechange accounts",
    ]);
  });

  it("is caught when the ledger leaves its namespace", () => {
    const changed = edited(sources, LEDGER, "erc7201:atpar.storage.Ledger\n", "erc7201:atpar.storage.Ledger2\n");
    expect(findings(changed)).to.deep.equal([`delete-namespace ${LEDGER_SPACE}`]);
  });

  it("is caught when fields of the issuer's face change places", () => {
    const without = edited(sources, STATE, "        uint96 orderCap;\n", "");
    const found = findings(
      edited(without, STATE, "        address custody;\n", "        address custody;\n        uint96 orderCap;\n"),
    );
    expect(found).to.include("delete orderCap");
  });

  it("is caught when a field is put in between those of the issuer's face", () => {
    const changed = edited(
      sources,
      STATE,
      "        address custody;\n",
      "        uint256 more;\n        address custody;\n",
    );
    expect(findings(changed)).to.include("insert more");
  });

  it("is left alone by a field appended to either", () => {
    const ledger = edited(sources, LEDGER, LAST, `${LAST}        uint256 more;\n`);
    const uri = "        string contractURI;\n";
    expect(findings(edited(ledger, STATE, uri, `${uri}        uint256 more;\n`))).to.deep.equal([]);
  });
});

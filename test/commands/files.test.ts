import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { fileHashes, otherFiles, statementFiles } from "../../scripts/commands/files.js";
import { rejection } from "../journal/rejection.js";

describe("files of a day's folder", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const names = ["b.XML", "a.mt940", "c.535", "deed.pdf", "late.camt", "inputs.json"];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "atpar-files-"));
    for (const name of names) writeFileSync(at(name), name);
    mkdirSync(at("more.xml"));
    symlinkSync(at("c.535"), at("d.535"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("are statements by the ends of their names, and the others are named, but for the toolkit's own", async () => {
    expect(await statementFiles([folder])).to.deep.equal([at("a.mt940"), at("b.XML"), at("c.535"), at("d.535")]);
    expect(await otherFiles([folder, at("deed.pdf")])).to.deep.equal(["deed.pdf", "late.camt"]);
    expect(await statementFiles([at("late.camt")])).to.deep.equal([at("late.camt")]);
  });

  it("are hashed whatever they are", async () => {
    const wanted = names.map((name) => createHash("sha256").update(name).digest("hex"));
    expect([...(await fileHashes([folder]))]).to.have.members(wanted);
  });

  it("are asked for by a code where there is no folder, or no statement in it", async () => {
    await rejection(statementFiles([at("nowhere")]), "INPUT_UNREADABLE");
    const empty = at("empty");
    mkdirSync(empty);
    await rejection(statementFiles([empty]), "VERIFY_INPUT");
    symlinkSync(at("nowhere"), join(empty, "gone.pdf"));
    await rejection(fileHashes([empty]), "INPUT_UNREADABLE");
  });
});

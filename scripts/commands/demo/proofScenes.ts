import { join } from "node:path";

import { verify, type Verification } from "../../audit/verify.js";
import { formatMinor } from "../../money/amount.js";
import { readStatementFile } from "../../statements/readStatementFile.js";
import type { AcceptedPlay } from "./reportScenes.js";
import { tamperedCopy, type Play } from "./scenes.js";
import { demoCredits } from "./statement.js";
import type { Story } from "./story.js";

/** The auditor re-derives everything; then one amount of the statement is changed, and the line is named. */
export async function proofScenes(story: Story, play: Play, { snapshot }: AcceptedPlay): Promise<void> {
  const { stage, hkd, statement, statements } = play;
  const check = (file: string): Promise<Verification> =>
    verify({
      provider: stage.provider,
      coin: hkd.contracts.coin.address,
      registry: hkd.contracts.registry.address,
      firstBlock: hkd.contracts.coin.block,
      ...snapshot,
      holdings: [],
      files: [readStatementFile(file)],
      onProgress: (text) => {
        story.progress(text);
      },
    });

  await story.step("verify: reserve from statement, report from snapshot, supply from chain", async () => {
    const { ok, checks, differences } = await check(statement);
    const found = (name: string): string => checks.find((one) => one.check.startsWith(name))?.found ?? "not checked";
    return {
      ok,
      figures: {
        reserves: found("reserves of the report"),
        "acceptance rule": found("acceptance rule"),
        supply: found("supply = minted - burned"),
        "mints traced": found("each mint has"),
        differences: String(differences.length),
        verdict: ok ? `OK: ${checks.length} checks hold` : "NOT OK",
      },
    };
  });

  await story.step("Change one amount in the statement: verify names the line", async () => {
    const [, credit] = demoCredits;
    const [was, is] = [formatMinor(credit.minor, "HKD"), formatMinor(credit.minor + 100_000_00n, "HKD")];
    const changed = await tamperedCopy(statement, join(statements, "changed"), was, is);
    const { ok, checks, differences } = await check(changed);
    const named = differences.find((one) => one.line !== undefined && one.was.includes(was) && one.is.includes(is));
    const failed = checks.filter((one) => !one.ok);
    return {
      ok: !ok && named !== undefined,
      figures: {
        "changed to": `${is} (was ${was})`,
        line: named === undefined ? "not named" : `${named.line ?? ""}: ${named.figure}`,
        verdict: ok ? "OK" : `NOT OK: ${failed.length} of ${checks.length} checks failed`,
      },
    };
  });
}

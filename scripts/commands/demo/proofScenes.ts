import { join } from "node:path";

import { verify, type Verification } from "../../audit/verify.js";
import { formatUnits } from "../../money/tokenUnits.js";
import type { Delivered } from "../delivered.js";
import { credits } from "./day.js";
import { changedCopy, readFolder } from "./dayFolder.js";
import type { AcceptedPlay } from "./reportScenes.js";
import { depositOf, type Play } from "./scenes.js";
import type { Story } from "./story.js";

/** The auditor re-derives everything; then one amount of a statement is changed, and the line is named. */
export async function proofScenes(
  story: Story,
  { stage, hkd }: Play,
  accepted: readonly [AcceptedPlay, AcceptedPlay],
): Promise<void> {
  const check = ({ coin: { record }, snapshot }: AcceptedPlay, files: Delivered): Promise<Verification> =>
    verify({
      provider: stage.provider,
      coin: record.contracts.coin.address,
      registry: record.contracts.registry.address,
      firstBlock: record.contracts.coin.block,
      ...snapshot,
      holdings: files.holdings,
      files: files.statements,
      onProgress: (text) => {
        story.progress(text);
      },
    });

  for (const one of accepted) {
    const { currency, files } = one.coin;
    await story.step(`verify ${currency}: reserve, report, supply, mints`, async () => {
      const { ok, checks, differences } = await check(one, await readFolder(files.folder));
      const found = (name: string): string =>
        checks.find((each) => each.check.startsWith(name))?.found ?? "not checked";
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
  }

  await story.step("Change one amount: verify names the line", async () => {
    const { units } = depositOf(hkd, credits.second);
    const [was, is] = [formatUnits(units), formatUnits(units + 100_000_000_000n)];
    const changed = await changedCopy(hkd.files.folder, join(stage.folder, "changed"), { was, is });
    const { ok, checks, differences } = await check(accepted[0], await readFolder(changed));
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

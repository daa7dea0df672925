import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { faceOf } from "./face.js";
import { compareLayouts, layoutText, RECORD, recordedLayout } from "./record.js";
import { CONTROL, sourcesOf } from "./sources.js";

/**
 * `npm run record-layout`, once a release: keeps the storage layout of the issuer's face that it ships, for later versions
 * to be compared with. Refuses a layout that the recorded one cannot be upgraded to.
 */
const { errors, layout } = faceOf(sourcesOf(CONTROL));
if (errors.length > 0) throw new Error(`the issuer's face is not upgrade safe: ${JSON.stringify(errors)}`);
if (existsSync(RECORD)) {
  const report = compareLayouts(await recordedLayout(), layout);
  if (!report.ok) throw new Error(`no coin can be upgraded to this layout\n${report.explain(false)}`);
}
await mkdir(dirname(RECORD), { recursive: true });
await writeFile(RECORD, layoutText(layout));

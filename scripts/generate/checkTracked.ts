import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** After `npm run generate`: fails, naming the files, if anything generated differs from what is tracked, or is not tracked. */
const generated = ["typechain-types", "deployments/release.json", "docs/schemas", "docs/errors.md"];

const { status, stdout, stderr } = spawnSync("git", ["status", "--porcelain", "--", ...generated], {
  cwd: resolve(import.meta.dirname, "../.."),
  encoding: "utf8",
});
if (status !== 0 || stdout !== "") {
  process.stderr.write(`generated files are stale; run \`npm run generate\` and commit them\n${stdout}${stderr}`);
  process.exitCode = 1;
}

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { root, start, type Outcome } from "./cli.js";
import { onlyObject } from "./schemas.js";

const launcher = join(root, "atpar");
const stamp = join(root, "node_modules/.atpar-stamp");

/** The sum that the launcher's stamp begins with once it has installed. */
function installed(): boolean {
  const lockfile = readFileSync(join(root, "package-lock.json"));
  const sum = execFileSync("cksum", { input: lockfile, encoding: "utf8" }).trim();
  return existsSync(stamp) && readFileSync(stamp, "utf8").startsWith(`${sum} `);
}

describe("e2e/launcher: ./atpar", function () {
  this.timeout(30_000);
  const env = { PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}` };
  const run = (parameters: readonly string[], cwd = tmpdir()): Promise<Outcome> =>
    start(launcher, parameters, { cwd, env }).outcome;

  before(function () {
    if (installed()) return;
    console.log("      skipped: node_modules was not installed by ./atpar, which would install it now");
    this.skip();
  });

  it("is silent where nothing is to be done, and works from another folder", async () => {
    const { code, stdout, stderr } = await run(["--help"]);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.match(/^Usage: atpar /u);
    expect(stdout).to.match(/^ {2}demo /mu);
  });

  it("hands on exit codes and one coded line", async () => {
    // nothing listens on the discard port
    const down = ["status", "--rpc", "http://127.0.0.1:9"];
    for (const [parameters, code, says] of [
      [["status", "--network", "nowhere"], 3, /^NETWORK_UNKNOWN: [^\n]*nowhere/u],
      [down, 3, /^CHAIN_UNREACHABLE: [^\n]*127\.0\.0\.1:9/u],
      [["mintt"], 2, /^COMMAND_USAGE: [^\n]*mintt/u],
      [[], 2, /^COMMAND_USAGE: a command is missing\n/u],
    ] as const) {
      const outcome = await run(parameters);
      expect([outcome.code, outcome.stdout], parameters.join(" ")).to.deep.equal([code, ""]);
      expect(outcome.stderr).to.match(says);
    }
  });

  it("says an unknown command as JSON, too", async () => {
    const { code, stdout } = await run(["mintt", "--json"]);
    expect(code).to.equal(2);
    expect(onlyObject(stdout)).to.include({ schema: "atpar.error/1", code: "COMMAND_USAGE", exit: 2 });
  });

  it("runs other programs under the same Node, in the project's folder", async () => {
    const { code, stdout } = await run(["run", "node", "-p", "process.version + ' ' + process.cwd()"]);
    expect([code, stdout]).to.deep.equal([0, `${process.version} ${root}\n`]);
    expect((await run(["run", "node", "-e", "process.exit(41)"])).code).to.equal(41);
  });
});

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

import { expect } from "chai";

import { atparCommand, childEnvironment, scratch, type Outcome } from "./cli.js";
import { enterIssuer, fixture, type Issuer } from "./issuer.js";
import { people } from "./people.js";

// eslint would have the escape spelled out: ESC [ ... m is a colour
const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "u");

describe("e2e/terminal: width, colours, questions", function () {
  this.timeout(60_000);
  let issuer: Issuer;
  let readings: readonly (readonly string[])[];
  before(async () => {
    issuer = await enterIssuer();
    const { document, openings, statements } = issuer;
    readings = [
      ["status"],
      ["roles"],
      ["verify", "--document", document, "--openings", openings, "--statements", statements],
      ["statements", "inspect", fixture],
    ];
  });

  it("status, roles, verify and statements inspect fit 80 columns and are plain in a pipe", async () => {
    for (const command of readings) {
      const text = await issuer.operator.text(...command);
      expect(text.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
      expect(text.split("\n").length).to.be.above(8);
      expect(text).to.not.include("\u001b");
    }
  });

  it("colours where it is told to, and not with NO_COLOR", async () => {
    const status = async (env: Readonly<Record<string, string>>) => {
      const { code, stdout, stderr } = await issuer.operator.run(["status"], { env });
      expect([code, stderr]).to.deep.equal([0, ""]);
      return stdout;
    };
    const forced = await status({ FORCE_COLOR: "1" });
    expect(forced).to.match(colour);
    const plain = await status({ NO_COLOR: "1" });
    expect(plain).to.not.match(colour);
    // colours take no width: the columns are the same
    expect(forced.replaceAll(new RegExp(colour, "gu"), "")).to.equal(plain);
  });

  describe("on a real terminal", () => {
    before(function () {
      const version = spawnSync("script", ["--version"], { encoding: "utf8" });
      if (version.status === 0 && version.stdout.includes("util-linux")) return;
      console.log("      skipped: no `script` of util-linux here, which makes the terminal");
      this.skip();
    });

    /** Runs it on a pseudo terminal and answers its question; stdout and stderr come as one, as a person sees them. */
    async function onTerminal(
      command: readonly string[],
      answer = "",
      env: Readonly<Record<string, string>> = {},
    ): Promise<Outcome> {
      const { rpc, journal, deployments } = issuer.operator.desk;
      const desk = ["--rpc", rpc, "--journal", journal, "--deployments", deployments];
      const [program, parameters] = atparCommand([...command, ...desk]);
      const line = [program, ...parameters].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
      const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], {
        cwd: scratch,
        env: childEnvironment({ TERM: "xterm", ...env }),
      });
      let stdout = "";
      let answered = false;
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk.toString("utf8");
        if (answered || !stdout.includes("[y/N]")) return;
        answered = true;
        child.stdin.write(`${answer}\n`);
      });
      const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
      return { code, signal, stdout, stderr: "" };
    }

    const pause = ["pause", "--issuance", "--signer", people.guard.signer];

    it("shows progress and colours, and no colours with NO_COLOR", async () => {
      const coloured = await onTerminal(["status"]);
      expect([coloured.code, colour.test(coloured.stdout)]).to.deep.equal([0, true]);
      expect(coloured.stdout).to.include("reading local ...");
      const plain = await onTerminal(["status"], "", { NO_COLOR: "1" });
      expect([plain.code, colour.test(plain.stdout)]).to.deep.equal([0, false]);
    });

    it("asks before a write: no is no, nothing is sent", async () => {
      const { code, stdout } = await onTerminal(pause, "n");
      expect([code, await issuer.chain.nonce(people.guard.address)]).to.deep.equal([2, 0]);
      expect(stdout).to.include("COMMAND_DECLINED: ");
    });

    it("asks before a write: yes sends it, having shown what changes", async () => {
      const { code, stdout } = await onTerminal(pause, "y");
      expect([code, await issuer.chain.nonce(people.guard.address)]).to.deep.equal([0, 1]);
      expect(stdout).to.match(/issuance paused +no +yes/u);
      expect(stdout.indexOf("issuance paused")).to.be.below(stdout.indexOf("[y/N]"));
    });
  });
});

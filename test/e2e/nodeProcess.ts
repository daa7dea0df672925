import type { ChildProcess } from "node:child_process";

import { startAtpar, type Outcome } from "./cli.js";
import { onlyObject } from "./schemas.js";

/** A local chain in a process of its own: `atpar node`. */
export interface NodeProcess {
  readonly url: string;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** Stops it as Ctrl-C does. */
  stop(): Promise<Outcome>;
}

/** Starts `atpar node --json` and waits for what it says. @param port 0 for a free one */
export async function startNode(port = 0): Promise<NodeProcess> {
  const { child, outcome } = startAtpar(["node", "--port", String(port), "--json"]);
  const said = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.endsWith("}\n")) resolve(text);
    });
    void outcome.then(({ code, stderr }) => {
      reject(new Error(`the node ended with ${String(code)}: ${stderr}`));
    });
  });
  const answer = onlyObject(said);
  return {
    url: String(answer["url"]),
    answer,
    child,
    outcome,
    stop: () => {
      child.kill("SIGINT");
      return outcome;
    },
  };
}

import { expect } from "chai";

import { openJournal } from "../../scripts/journal/openJournal.js";
import { runAtpar, startAtpar, type Outcome, type Running, type RunOptions } from "./cli.js";
import { onlyObject } from "./schemas.js";

/** Where an operator works. */
export interface Desk {
  readonly rpc: string;
  readonly journal: string;
  readonly deployments: string;
}

/** A command's JSON object; `any` would hide a figure that is not there. */
export type Data = Readonly<Record<string, unknown>>;

/** A journal's last entry. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** A coded refusal as `--json` tells it. */
export interface Refusal {
  readonly code: string;
  readonly exit: number;
  readonly message: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly violations: readonly { readonly code: string; readonly message: string; readonly line?: number }[];
}

/** Somebody at the command line: a chain, a journal, records. */
export class Operator {
  readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** The same desk with something else. */
  with(changes: Partial<Desk>): Operator {
    return new Operator({ ...this.desk, ...changes });
  }

  #parameters(command: readonly string[]): string[] {
    const { rpc, journal, deployments } = this.desk;
    return [...command, "--rpc", rpc, "--journal", journal, "--deployments", deployments];
  }

  start(command: readonly string[], options: RunOptions = {}): Running {
    return startAtpar(this.#parameters(command), options);
  }

  run(command: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return runAtpar(this.#parameters(command), options);
  }

  /** Runs it for people; it must succeed. @returns stdout. */
  async text(...command: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(command);
    expect(code, `${command.join(" ")}: ${stderr}`).to.equal(0);
    return stdout;
  }

  /** Runs it with `--json`; it must end with `exit`, and stdout hold one object that its schema knows. */
  async json(command: readonly string[], exit = 0, options: RunOptions = {}): Promise<Data> {
    const { code, signal, stdout, stderr } = await this.run([...command, "--json"], options);
    expect(code, `${command.join(" ")}: ${signal ?? ""} ${stdout} ${stderr}`).to.equal(exit);
    const data = onlyObject(stdout);
    expect(data["ok"]).to.equal(exit === 0);
    return data;
  }

  /** Runs it with `--json`; it must be refused with a coded error. */
  async refusal(command: readonly string[], code: string, exit: number, options: RunOptions = {}): Promise<Refusal> {
    const data = await this.json(command, exit, options);
    expect(data, JSON.stringify(data)).to.include({ schema: "atpar.error/1", code, exit });
    return data as unknown as Refusal;
  }

  /** Number and hash of the journal's last entry. */
  async head(): Promise<Head> {
    const journal = await openJournal(this.desk.journal, { env: {} });
    try {
      return await journal.head();
    } finally {
      await journal.close();
    }
  }
}

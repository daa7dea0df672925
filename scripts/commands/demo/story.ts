import type { ReserveDocument } from "../../reserves/document.js";
import type { Output } from "../output.js";
import { pairs, table, wrap } from "../table.js";
import { reserveTable } from "./reserveTable.js";

/** Why the chain refused an attack: the contract's error, decoded. */
export interface Refusal {
  readonly error: string;
  readonly arguments: Record<string, string>;
}

export interface StoryStep {
  readonly step: number;
  readonly title: string;
  readonly ok: boolean;
  readonly figures: Readonly<Record<string, string>>;
  readonly refusal: Refusal | null;
}

/** What one step comes to: its figures, whether it went as it must, and the refusal if it was an attack. */
export interface Outcome {
  readonly ok: boolean;
  readonly figures: Record<string, string>;
  readonly refusal?: Refusal;
  /** More lines for people, below the figures. */
  readonly lines?: readonly string[];
}

/** Tells the demo: runs each step, prints it with its figures, and remembers it for the closing table and `--json`. */
export class Story {
  readonly #output: Output;
  readonly #steps: StoryStep[] = [];
  /** Steps that must have gone well for {@link ok}: counted as they are announced. */
  #announced = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  get steps(): readonly StoryStep[] {
    return this.#steps;
  }

  /** True if there are steps and each went as it must. */
  get ok(): boolean {
    return this.#steps.length > 0 && this.#steps.length === this.#announced && this.#steps.every(({ ok }) => ok);
  }

  /** Shows what is being waited for within a step. */
  progress(text: string): void {
    this.#output.progress(text);
  }

  async step(title: string, work: () => Promise<Outcome>): Promise<void> {
    this.#announced += 1;
    const number = this.#announced;
    this.#output.progress(`${number}. ${title} ...`);
    const { ok, figures, refusal, lines = [] } = await work();
    this.#steps.push({ step: number, title, ok, figures, refusal: refusal ?? null });
    this.#print(number, title, ok, figures, refusal, lines);
  }

  /** The closing tables: what stands behind each coin, and how each step went. */
  close(documents: readonly ReserveDocument[]): void {
    const output = this.#output;
    for (const document of documents) {
      output.line(output.paint("bold", `Behind the ${document.currency} coin, by policy ${document.policy.name}`));
      for (const line of reserveTable(document)) output.line(line);
      output.line();
    }
    const rows = this.#steps.map(({ step, title, ok, refusal }) => [
      String(step),
      title.length > 46 ? `${title.slice(0, 45)}…` : title,
      refusal?.error ?? "",
      ok ? output.paint("green", "ok") : output.paint("red", "FAILED"),
    ]);
    const columns = [
      { title: "#", align: "right" },
      { title: "step" },
      { title: "refused with" },
      { title: "" },
    ] as const;
    for (const line of table(columns, rows)) output.line(line);
    output.line();
    output.line(
      this.ok
        ? output.paint("green", `All ${this.#steps.length} steps went as they must.`)
        : output.paint("red", "The demo failed: see the step marked FAILED."),
    );
  }

  #print(
    number: number,
    title: string,
    ok: boolean,
    figures: Readonly<Record<string, string>>,
    refusal: Refusal | undefined,
    lines: readonly string[],
  ): void {
    const output = this.#output;
    output.line(`${output.paint("bold", `${number}. ${title}`)}${ok ? "" : output.paint("red", "  FAILED")}`);
    const entries = Object.entries(figures);
    if (entries.length > 0) for (const line of pairs(entries, 3)) output.line(line);
    if (refusal !== undefined) {
      const reason = Object.entries(refusal.arguments)
        .map(([name, value]) => `${name} ${value}`)
        .join(", ");
      const [first = "", ...rest] = wrap(`${refusal.error}: ${reason}`, 67);
      output.line(`   ${output.paint("yellow", "refused")}  ${first}`);
      for (const line of rest) output.line(`            ${line}`);
    }
    for (const line of lines) output.line(`   ${line}`);
    output.line();
  }
}

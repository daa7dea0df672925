import { AtparError, isAtparError } from "../errors/AtparError.js";
import { clip } from "../money/clip.js";
import { formatMinor } from "../money/amount.js";
import { formatUnits } from "../money/tokenUnits.js";
import { compareExplained } from "./compareExplained.js";
import type { Difference } from "./difference.js";
import { documentHash, type ReserveDocument } from "./document.js";
import type { Openings } from "./openings.js";
import { compareLines } from "./openingsRules.js";
import { policyHash } from "./policy.js";
import { documentOf } from "./snapshot.js";
import { burnKey, paymentKey, pays } from "./settlement.js";

/** Recomputes a document from its openings alone. @returns every difference. */
export function compareDocument(document: ReserveDocument, openings: Openings): Difference[] {
  const differences: Difference[] = [];
  const compare = (figure: string, was: { toString(): string }, is: { toString(): string }, file = "document") => {
    if (was.toString() !== is.toString()) differences.push({ file, figure, was: was.toString(), is: is.toString() });
  };
  const recomputed = recompute(openings);
  compare("documentHash", openings.documentHash, documentHash(document), "openings");
  compare("currency", document.currency, openings.currency);
  compare("asOf", document.asOf, openings.asOf);
  compare("policy.hash", document.policy.hash, policyHash(openings.policy));
  compare("policy.name", document.policy.name, openings.policy.name);
  compare("policy.version", document.policy.version, openings.policy.version);
  compare("journal.seq", document.journal.seq, openings.journal.seq);
  compare("journal.hash", document.journal.hash, openings.journal.hash);
  compare("schema", document.schema, recomputed.schema);
  const lines = recomputed.lines;
  compare("lines.length", document.lines.length, lines.length);
  const names = fileNames(openings);
  for (const [index, line] of lines.entries()) {
    const stated = document.lines[index];
    if (stated === undefined) continue;
    const fields = new Set([...Object.keys(line), ...Object.keys(stated)]) as Set<keyof typeof line>;
    for (const field of fields) {
      // a statement that is not the one the line names is named by its file
      const file = field === "file" ? (names.get(line.file) ?? "document") : "document";
      compare(`lines.${index}.${field}`, shown(stated[field]), shown(line[field]), file);
    }
  }
  for (const field of Object.keys(recomputed.totals) as (keyof typeof recomputed.totals)[]) {
    compare(`totals.${field}`, formatUnits(document.totals[field]), formatUnits(recomputed.totals[field]));
  }
  compare("assetsRoot", document.assetsRoot, recomputed.assetsRoot);
  compare("transit", shown(document.transit), shown(recomputed.transit));
  compare("movements", shown(document.movements), shown(recomputed.movements));
  compare("breaches", shown(document.breaches), shown(recomputed.breaches));
  compare("files", document.files.join(" "), recomputed.files.join(" "));
  differences.push(
    ...compareChains(document, openings),
    ...compareSettled(openings),
    ...compareExplained(openings),
    ...compareLines(openings),
  );
  return differences;
}

/** @throws AtparError RESERVE_OPENINGS_MALFORMED where figures or texts cannot be those of any reserve. */
function recompute(openings: Openings): ReserveDocument {
  try {
    return documentOf(openings);
  } catch (error) {
    if (isAtparError(error)) throw error;
    const problem = error instanceof Error ? clip(error.message.split("\n", 1)[0] ?? "") : "";
    throw new AtparError("RESERVE_OPENINGS_MALFORMED", { file: "openings", problem }, { cause: error });
  }
}

/** A figure or group of figures as text. */
function shown(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value ?? null, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
}

/** The names of the files, as they were when they were taken in, by their SHA-256. */
function fileNames({ statements, interim, holdings }: Openings): ReadonlyMap<string, string> {
  return new Map([...statements, ...interim, ...holdings].map(({ sha256, file }) => [sha256, file]));
}

function compareChains(document: ReserveDocument, openings: Openings): Difference[] {
  const [was, is] = [document.chains, openings.chains].map((chains) => {
    return chains.map(({ chainId, token, blockNumber, blockHash, minted, burned }) => {
      return [chainId, token, blockNumber, blockHash, minted, burned].join(" ");
    });
  }) as [string[], string[]];
  const differences: Difference[] = [];
  for (let index = 0; index < Math.max(was.length, is.length); index++) {
    const [stated = "none", opened = "none"] = [was[index], is[index]];
    if (stated !== opened) {
      differences.push({ file: "document", figure: `chains.${index}`, was: stated, is: opened });
    }
  }
  for (const [index, { minted, burned, supply }] of document.chains.entries()) {
    if (supply === minted - burned) continue;
    const figure = `chains.${index}.supply`;
    differences.push({ file: "document", figure, was: formatUnits(supply), is: formatUnits(minted - burned) });
  }
  for (const { chainId, burned } of openings.chains) {
    const burns = [...openings.payables, ...openings.settled.map(({ burn }) => burn)];
    const sum = burns.filter((burn) => burn.chainId === chainId).reduce((total, { amount }) => total + amount, 0n);
    if (sum === burned) continue;
    const figure = `burns of chain ${chainId}`;
    differences.push({ file: "openings", figure, was: formatUnits(burned), is: formatUnits(sum) });
  }
  return differences;
}

/** Each settled burn names a payment of its own, with its reference and amount. */
function compareSettled({ settled, currency }: Openings): Difference[] {
  const used = new Set<string>();
  return settled.flatMap(({ burn, payment }) => {
    const place = paymentKey(payment);
    const again = used.has(place);
    used.add(place);
    if (!again && pays(payment, burn, currency)) return [];
    const is = again
      ? "a payment that settles another burn"
      : `${payment.endToEndId}, ${formatMinor(payment.amount, currency)}`;
    const was = `${burn.burnRef}, ${formatUnits(burn.amount)}`;
    return { file: "openings", figure: `settled ${burnKey(burn)}`, was, is };
  });
}

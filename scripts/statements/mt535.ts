import { createHash } from "node:crypto";
import { bytesInMemory, isBlank } from "./byteSource.js";
import { startHoldings, type HoldingsDraft } from "./holdingsDraft.js";
import { HoldingsFindings } from "./holdingsFindings.js";
import { defaultHoldingsOptions, type HoldingsOptions, type HoldingsResult } from "./holdingsResult.js";
import { settleHoldings } from "./holdingsRules.js";
import { accountOf, placesOf, readFin } from "./mt535Position.js";
import { malformed, readAmount, readDate } from "./mt535Values.js";
import { splitSwiftMessages } from "./splitSwiftMessages.js";
import type { SwiftDialect, SwiftMessage } from "./swiftMessage.js";
import { qualified, readSequences, sequencesOf, type Sequence } from "./swiftSequences.js";

/**
 * Reads a file of MT535 messages (ISO 15022 Statement of Holdings), in blocks or as bare texts. Whatever is wrong with
 * the content is gathered, not thrown; ask requireSoundHoldings before using it.
 * @param bytes - the file as delivered.
 * @param file - its name, for messages.
 */
export function readMt535(
  bytes: Uint8Array,
  file: string,
  { limits, anonymisedSample }: HoldingsOptions = defaultHoldingsOptions,
): HoldingsResult {
  const findings = new HoldingsFindings(file, limits.violations, anonymisedSample);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const drafts: HoldingsDraft[] = [];
  const source = bytesInMemory(bytes);
  if (bytes.length > limits.bytes) {
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: bytes.length, limit: limits.bytes });
  } else if (isBlank(source)) findings.add("STATEMENT_EMPTY", undefined, {});
  else {
    for (const message of splitSwiftMessages(source.pieces(), dialectOf(findings), limits, findings)) {
      const draft = readMessage(message, { file, sha256 }, findings);
      if (draft !== undefined) drafts.push(draft);
    }
    if (drafts.length === 0 && findings.violations.length === 0) findings.add("HOLDINGS_MESSAGE_EMPTY", undefined, {});
  }
  const statements = settleHoldings(drafts, findings);
  const { violations, warnings, ignored } = findings;
  return { file, sha256, bytes: bytes.length, statements, violations, warnings, ignored };
}

function dialectOf(findings: HoldingsFindings): SwiftDialect {
  const malformed = (line: number, problem: string): void => {
    findings.add("HOLDINGS_MESSAGE_MALFORMED", line, { problem });
  };
  return {
    types: new Set(["535"]),
    opens: (tag, value) => tag === "16R" && value === "GENL",
    counts: (tag) => tag === "16R",
    items: "sequences and messages",
    unknown: (line, found) => {
      findings.add("HOLDINGS_MESSAGE_UNKNOWN", line, { found });
    },
    malformed,
    truncated: malformed,
  };
}

function readMessage(
  message: SwiftMessage,
  file: { readonly file: string; readonly sha256: string },
  findings: HoldingsFindings,
): HoldingsDraft | undefined {
  const { line, type, fields, sender } = message;
  const first = fields[0];
  if (first?.tag !== "16R" || first.lines[0] !== "GENL") {
    // one of another type was refused by name
    if (type !== undefined && type !== "535") return undefined;
    findings.add("HOLDINGS_MESSAGE_UNKNOWN", line, { found: "a text that does not start with :16R:GENL" });
    return undefined;
  }
  const draft = startHoldings({ kind: "MT535", messageVersion: "MT535", ...file, line });
  const sequences = readSequences(fields, line, findings);
  if (sequences === undefined) return draft;
  draft.complete = true;
  const [general, second] = sequencesOf(sequences, "GENL");
  if (general === undefined) return draft;
  if (second !== undefined) {
    findings.add("HOLDINGS_SEQUENCE_BROKEN", second.line, { sequence: "GENL", problem: "occurs twice in one message" });
  }
  readGeneral(general, draft, sender, findings);
  // some custodians leave SUBSAFE out and put FIN into the message itself
  for (const fin of sequencesOf(sequences, "FIN")) {
    draft.positions.push(readFin(fin, { safekeeping: [] }, findings));
  }
  for (const sub of sequencesOf(sequences, "SUBSAFE")) {
    const account = accountOf(sub)?.id;
    const around = { safekeeping: placesOf(sub), ...(account !== undefined && { account }) };
    for (const fin of sequencesOf(sub, "FIN")) draft.positions.push(readFin(fin, around, findings));
  }
  for (const info of sequencesOf(sequences, "ADDINFO")) {
    for (const field of qualified(info, "19", "HOLP", "HOLS")) {
      const amount = readAmount(field, findings);
      if (amount !== undefined) draft.totals.push({ kind: field.qualifier === "HOLP" ? "HOLP" : "HOLS", ...amount });
    }
  }
  return draft;
}

function readGeneral(
  general: Sequence,
  draft: HoldingsDraft,
  sender: string | undefined,
  findings: HoldingsFindings,
): void {
  const missing = (element: string): void => {
    findings.add("STATEMENT_ELEMENT_MISSING", general.line, { element: `GENL ${element}` });
  };
  readPage(general, draft, missing, findings);
  const [reference] = qualified(general, "20", "SEME");
  draft.id = reference?.value ?? "";
  if (draft.id === "") missing(":20C::SEME");
  const [number] = qualified(general, "13", "STAT");
  if (number !== undefined) draft.number = number.value;
  readFunction(general, draft, missing, findings);
  const [date] = qualified(general, "98", "STAT");
  const read = date && readDate(date, findings);
  if (date === undefined) missing(":98a::STAT");
  if (read !== undefined) Object.assign(draft, read);
  for (const { qualifier, value } of qualified(general, "22", "STBA", "CODE")) {
    if (qualifier === "STBA") draft.basis = value;
    else draft.updateType = value;
  }
  const account = accountOf(general);
  if (account === undefined || account.id === "") missing(":97a::SAFE");
  draft.account = {
    line: account?.line ?? general.line,
    id: account?.id ?? "",
    ...(sender !== undefined && { servicerBic: sender }),
  };
  const [activity] = qualified(general, "17", "ACTI");
  if (activity === undefined) missing(":17B::ACTI");
  else if (activity.value === "Y" || activity.value === "N") draft.activity = activity.value === "Y";
  else malformed(activity, "Y or N", findings);
}

/** :28E:1/ONLY, 1/MORE, 2/LAST. */
function readPage(
  general: Sequence,
  draft: HoldingsDraft,
  missing: (element: string) => void,
  findings: HoldingsFindings,
): void {
  const [field] = qualified(general, "28");
  if (field === undefined) {
    missing(":28E:");
    return;
  }
  const [, number, place] = /^([0-9]{1,5})\/(ONLY|MORE|LAST)$/u.exec(field.value) ?? [];
  if (number === undefined) malformed(field, "a page number and ONLY, MORE or LAST", findings);
  else draft.page = { number: Number(number), last: place !== "MORE", line: field.line };
}

/** :23G: says what the message does; CANC takes an earlier one back. */
function readFunction(
  general: Sequence,
  draft: HoldingsDraft,
  missing: (element: string) => void,
  findings: HoldingsFindings,
): void {
  const [field] = qualified(general, "23");
  if (field === undefined) missing(":23G:");
  else if (field.value.startsWith("CANC")) {
    const figures = { statement: draft.id, function: `:23G:${field.value}` };
    findings.add("HOLDINGS_CANCELLATION", field.line, figures);
  } else if (!/^NEWM(?:\/(?:CODU|COPY|DUPL))?$/u.test(field.value)) malformed(field, "NEWM or CANC", findings);
}

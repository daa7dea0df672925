import type { EntrySink } from "./entrySink.js";
import type { Findings } from "./findings.js";
import { splitSwiftMessages } from "./splitSwiftMessages.js";
import type { SwiftDialect } from "./swiftMessage.js";
import { nameStatements } from "./mtPages.js";
import { readMtPage, type MtPage } from "./mtStatement.js";
import type { ReadLimits } from "./readResult.js";
import type { StatementDraft } from "./statementDraft.js";

/**
 * Reads MT940, MT942 and MT950 (SWIFT customer statement, interim report, statement), in SWIFT's blocks or as bare text,
 * several in one file. Whatever is wrong is gathered in `findings`, not thrown.
 */
export function readMt(
  pieces: Iterable<Uint8Array>,
  limits: ReadLimits,
  sink: EntrySink,
  findings: Findings,
): StatementDraft[] {
  const pages: MtPage[] = [];
  let entries = 0;
  for (const message of splitSwiftMessages(pieces, dialectOf(findings), limits, findings, sink.keeps)) {
    // one of another type was refused by name
    if (!["940", "942", "950", undefined].includes(message.type)) continue;
    pages.push(readMtPage(message, entries, sink, findings));
    entries += message.fields.filter(({ tag }) => tag === "61").length;
  }
  nameStatements(pages);
  return pages.map(({ draft }) => draft);
}

function dialectOf(findings: Findings): SwiftDialect {
  return {
    types: new Set(["940", "942", "950"]),
    opens: (tag) => tag === "20",
    counts: (tag) => tag.startsWith("6"),
    items: "entries, balances and messages",
    unknown: (line, found) => {
      findings.add("STATEMENT_MESSAGE_UNKNOWN", line, { found });
    },
    malformed: (line, problem) => {
      findings.add("STATEMENT_MT_MALFORMED", line, { problem });
    },
    truncated: (line, problem) => {
      findings.add("STATEMENT_TRUNCATED", line, { problem });
    },
  };
}

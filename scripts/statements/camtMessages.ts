import type { StatementKind } from "./statement.js";

/** Where one of the three camt messages keeps what they all have. */
export interface CamtMessage {
  readonly kind: StatementKind;
  /** The element of the message. */
  readonly root: string;
  /** The element of one account's statement, report or notification. */
  readonly statement: string;
  /** Its pagination, of which later versions have one. */
  readonly pagination: string;
}

const messages: readonly CamtMessage[] = [
  { kind: "camt.052", root: "BkToCstmrAcctRpt", statement: "Rpt", pagination: "RptPgntn" },
  { kind: "camt.053", root: "BkToCstmrStmt", statement: "Stmt", pagination: "StmtPgntn" },
  { kind: "camt.054", root: "BkToCstmrDbtCdtNtfctn", statement: "Ntfctn", pagination: "NtfctnPgntn" },
];

/** The message that an ISO 20022 identifier names, versions 02 to 13: `camt.053.001.08`. */
export function findCamtMessage(identifier: string): CamtMessage | undefined {
  const kind = /^(camt\.05[234])\.001\.(?:0[2-9]|1[0-3])$/u.exec(identifier)?.[1];
  return messages.find((message) => message.kind === kind);
}

import { chainErrors } from "./chain.js";
import { commandErrors } from "./command.js";
import { csvErrors } from "./csv.js";
import { deployErrors } from "./deploy.js";
import { holdingsErrors } from "./holdings.js";
import { issuanceErrors } from "./issuance.js";
import { journalErrors } from "./journal.js";
import { moneyErrors } from "./money.js";
import { reportErrors } from "./report.js";
import { reserveErrors } from "./reserve.js";
import { statementErrors } from "./statement.js";
import { verifyErrors } from "./verify.js";

/** Every error Atpar raises on purpose, by code: the one source of text, `--json` and docs/errors.md. */
export const catalogue = {
  ...moneyErrors,
  ...statementErrors,
  ...holdingsErrors,
  ...csvErrors,
  ...journalErrors,
  ...chainErrors,
  ...reserveErrors,
  ...deployErrors,
  ...issuanceErrors,
  ...reportErrors,
  ...verifyErrors,
  ...commandErrors,
};

export type ErrorCode = keyof typeof catalogue;

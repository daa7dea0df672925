import { AtparError } from "../errors/AtparError.js";
import { clip } from "../money/clip.js";
import type { Statement } from "../statements/statement.js";
import type { ReserveAccount } from "./register.js";

/**
 * The registered account that a statement is of: the account number without spaces, and the bank by its servicer BIC (8
 * or 11 characters); where the bank gives none, the number alone must be unique.
 * @throws AtparError RESERVE_ACCOUNT_UNKNOWN, RESERVE_ACCOUNT_AMBIGUOUS.
 */
export function matchAccount(accounts: readonly ReserveAccount[], statement: Statement): ReserveAccount {
  const { id, servicerBic } = statement.account;
  const alike = accounts.filter(({ account, bic11 }) => account === id && isOfBank(bic11, servicerBic));
  const [found, second] = alike;
  const figures = { place: placeOf(statement), statement: clip(statement.id), account: clip(id) };
  if (found === undefined) {
    throw new AtparError("RESERVE_ACCOUNT_UNKNOWN", { ...figures, bic: servicerBic ?? "a bank it does not name" });
  }
  if (second !== undefined) throw new AtparError("RESERVE_ACCOUNT_AMBIGUOUS", { ...figures, count: alike.length });
  return found;
}

/** File and line of a statement, for messages. */
export function placeOf(statement: Pick<Statement, "file" | "line">): string {
  return `${statement.file}:${statement.line}`;
}

/** Branches aside: what banks register and what they print differ there, and one number is one account of a bank. */
function isOfBank(bic11: string, servicerBic: string | undefined): boolean {
  return servicerBic === undefined || bic11.slice(0, 8) === servicerBic.slice(0, 8);
}

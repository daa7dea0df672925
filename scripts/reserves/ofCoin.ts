import type { ReserveAccount } from "./register.js";

/** A file of statements, of accounts or of holdings, as far as it says whose they are. */
interface StatementsFile {
  readonly statements: readonly { readonly account: { readonly id: string; readonly servicerBic?: string } }[];
}

/**
 * The files that are a coin's business: a day's folder may hold those of several coins. A file is set aside only if every
 * statement in it is of an account that is registered for another coin; if that is so of all files, none is set aside, and
 * the intake says what is wrong with them.
 */
export function filesOfCoin<File extends StatementsFile>(
  files: readonly File[],
  accounts: readonly ReserveAccount[],
  currency: string,
): readonly File[] {
  const kept = files.filter(({ statements }) => {
    return statements.length === 0 || !statements.every((statement) => isOfAnother(statement, accounts, currency));
  });
  return kept.length > 0 ? kept : files;
}

function isOfAnother(
  { account: { id, servicerBic = "" } }: StatementsFile["statements"][number],
  accounts: readonly ReserveAccount[],
  currency: string,
): boolean {
  const registered = accounts.filter(({ account, bic11 }) => {
    return account === id && bic11.startsWith(servicerBic.slice(0, 8));
  });
  return registered.length > 0 && registered.every((account) => account.currency !== currency);
}

import type { HoldingsResult } from "../statements/holdingsResult.js";
import { isHoldingsFile, readHoldingsFile } from "../statements/readHoldingsFile.js";
import { readStatementFile } from "../statements/readStatementFile.js";
import type { ReadResult } from "../statements/readResult.js";
import { fileHashes, otherFiles, statementFiles } from "./files.js";
import type { Session } from "./session.js";

/** What banks and custodians delivered, read: sound or not. */
export interface Delivered {
  readonly statements: readonly ReadResult[];
  readonly holdings: readonly HoldingsResult[];
}

/** The same, with what else lies beside it. */
export interface DeliveredFiles extends Delivered {
  /** SHA-256 of every file, those that no reader takes included: an agreement's confirmation may be of any kind. */
  readonly hashes: ReadonlySet<string>;
}

/** Reads every file named, and of each folder the statement files in it; the content decides what each is. */
export async function readDelivered(session: Session, paths: readonly string[]): Promise<DeliveredFiles> {
  const statements: ReadResult[] = [];
  const holdings: HoldingsResult[] = [];
  for (const file of await statementFiles(paths)) {
    session.output.progress(`reading ${file} ...`);
    if (isHoldingsFile(file)) holdings.push(readHoldingsFile(file));
    else statements.push(readStatementFile(file));
  }
  const passedOver = await otherFiles(paths);
  if (passedOver.length > 0) session.output.talk(`not read as statements: ${passedOver.join(", ")}`);
  return { statements, holdings, hashes: await fileHashes(paths) };
}

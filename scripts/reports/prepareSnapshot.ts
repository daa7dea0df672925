import type { Provider } from "ethers";

import type { Journal } from "../journal/Journal.js";
import { hongKongDate } from "../money/businessDays.js";
import { allCredits } from "../reserves/bankCredits.js";
import { readBurns } from "../reserves/burns.js";
import { readChainPosition } from "../reserves/chainPosition.js";
import { depositsInTransit } from "../reserves/depositsInTransit.js";
import { takeAgreementsIn, takeHoldingsIn } from "../reserves/holdingsIntake.js";
import { noInputs, type ReserveInputs } from "../reserves/inputs.js";
import { takeIn } from "../reserves/intake.js";
import { namedDebits, statementName } from "../reserves/knownStatement.js";
import { closingsOf } from "../reserves/latestStatements.js";
import { readMints } from "../reserves/mints.js";
import { cashAtPar, type Policy } from "../reserves/policy.js";
import { settleBurns } from "../reserves/settlement.js";
import { takeSnapshot, type Snapshot } from "../reserves/snapshot.js";
import type { HoldingsResult } from "../statements/holdingsResult.js";
import type { ReadResult } from "../statements/readResult.js";
import { isDayEnd } from "../statements/statement.js";
import { priorReports } from "./reportRecords.js";

export interface PrepareInput {
  readonly journal: Journal;
  readonly provider: Provider;
  readonly files: readonly ReadResult[];
  /** ISO 4217 code. */
  readonly currency: string;
  readonly coin: string;
  readonly registry: string;
  /** Salt of the reports' EIP-712 domain. */
  readonly salt: string;
  /** The block the coin was deployed in. */
  readonly firstBlock: bigint;
  /** The last final block now. */
  readonly finalBlock: bigint;
  /** The time the snapshot is of: seconds, UTC. */
  readonly asOf: bigint;
  readonly policy?: Policy;
  /** Statements of holdings of the coin's securities accounts. */
  readonly holdings?: readonly HoldingsResult[];
  readonly inputs?: ReserveInputs;
}

/**
 * Takes a snapshot of the reserves from statement files and the chain: takes the files in, finds which burns were paid,
 * reads where the chain stands at the last final block not after `asOf`.
 *
 * @throws the errors of the intake, of the positions and of {@link takeSnapshot}; nothing is recorded then
 */
export async function prepareSnapshot(input: PrepareInput): Promise<Snapshot> {
  const { journal, provider, files, currency, coin, registry, salt, asOf } = input;
  const { firstBlock, finalBlock, policy = cashAtPar, inputs = noInputs } = input;
  return journal.transaction(async (entries) => {
    const statements = await takeIn(journal, files, { currency, purpose: "snapshot", asOf });
    const priorLimits = (await priorReports(entries, currency, salt)).flatMap(({ sequence, limits }) =>
      limits.map((limit) => ({ ...limit, sequence })),
    );
    const position = await readChainPosition(provider, {
      token: coin,
      registry,
      asOf,
      finalBlock,
      firstBlock,
      priorLimits,
    });
    const holdings = await takeHoldingsIn(entries, input.holdings ?? [], inputs, currency);
    const agreements = await takeAgreementsIn(entries, inputs, currency);
    const burns = await settleBurns(journal, {
      currency,
      burns: await readBurns(provider, { token: coin, from: firstBlock, to: position.blockNumber }),
      ...closingsOf({ currency, statements, asOf }),
      interim: statements
        .filter(({ statement }) => !isDayEnd(statement))
        .map(({ statement, account: { bic11, account } }) => {
          return {
            bic11,
            account,
            id: statementName(statement),
            sha256: statement.sha256,
            date: hongKongDate(asOf),
            debits: namedDebits(statement),
          };
        }),
    });
    const mints = await readMints(provider, { token: coin, from: firstBlock, to: position.blockNumber });
    const credits = await allCredits(entries, currency, statements);
    return takeSnapshot({
      currency,
      statements,
      asOf,
      policy,
      chains: [position],
      burns,
      holdings,
      agreements,
      inputs,
      deposits: depositsInTransit(credits, mints, hongKongDate(asOf)),
      journalHead: await entries.head(),
    });
  });
}

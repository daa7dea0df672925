import { id, ZeroAddress, type Provider } from "ethers";

import { IReserveRegistry__factory, IStablecoin__factory } from "../../typechain-types/index.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { assetProofHolds, provenLine, type AssetProof } from "../reserves/assetProof.js";
import { assetLineText, documentHash, type ReserveDocument } from "../reserves/document.js";
import { check, type Check } from "./verify.js";

/** Where the coin is whose last report the proof must be of. */
export interface ProofChain {
  readonly provider: Provider;
  readonly coin: string;
  /** The block the coin was deployed in. */
  readonly firstBlock: number;
}

/** What the file itself shows: the line is under the root, and counts for what it says. */
export function checkProof(proof: AssetProof): Check[] {
  const holds = assetProofHolds(proof) ? "it is" : "it is not";
  return [
    check(`line ${proof.index} of ${proof.count} is under the root`, "it is", holds),
    check("amount is the value the line states", figure(proof.amount), figure(provenLine(proof).value)),
  ];
}

/** The proof against the public document. */
export function checkProofDocument(proof: AssetProof, document: ReserveDocument): Check[] {
  const line = document.lines[proof.index];
  return [
    check("document is the one named", proof.documentHash, documentHash(document)),
    check("assets root of the document", proof.root, document.assetsRoot),
    check("total of the document", figure(proof.total), figure(document.totals.gross)),
    check("lines of the document", proof.count, document.lines.length),
    check(
      `hash of line ${proof.index} of the document`,
      id(proof.text),
      line === undefined ? "no such line" : id(assetLineText(line)),
    ),
  ];
}

/**
 * The proof against the last report of the coin's registry. The root binds the total, which a report does not repeat; its
 * reserves, net of unpaid redemptions, cannot be above it.
 */
export async function checkProofChain(proof: AssetProof, { provider, coin, firstBlock }: ProofChain): Promise<Check[]> {
  const registry = await IStablecoin__factory.connect(coin, provider).registry();
  const { digest } = await IReserveRegistry__factory.connect(registry, provider).lastReport();
  const report = await findReport(provider, registry, digest, firstBlock);
  const name = "assets root of the last report on-chain";
  if (report === undefined) return [{ check: name, ok: false, expected: proof.root, found: "no report accepted" }];
  const covered = proof.total > 0n ? proof.total : 0n;
  return [
    check("currency of the last report on-chain", proof.currency, report.currency),
    check(name, proof.root, report.assetsRoot),
    check("document of the last report on-chain", proof.documentHash, report.documentHash),
    {
      check: "reserves of the last report are within the total",
      ok: report.reserves <= covered,
      expected: `at most ${figure(covered)}`,
      found: figure(report.reserves),
    },
  ];
}

/** The report with this digest: the registry keeps no more of it, its event does; after a change of registry, the earlier one's. */
async function findReport(provider: Provider, registry: string, digest: string, firstBlock: number) {
  for (let address = registry; address !== ZeroAddress;) {
    const contract = IReserveRegistry__factory.connect(address, provider);
    const [log] = await contract.queryFilter(contract.filters.ReportAccepted(undefined, digest), firstBlock);
    if (log !== undefined) return log.args.report;
    address = await contract.predecessor();
  }
  return undefined;
}

const figure = formatUnitsGrouped;

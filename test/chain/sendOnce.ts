// A process of its own for the outbox tests: carries out one intent and prints what became of it as JSON.
import { connect } from "../../scripts/chain/connect.js";
import { resolveNetwork } from "../../scripts/chain/networks.js";
import { createOutbox } from "../../scripts/chain/outbox.js";
import { openSigner } from "../../scripts/chain/signers.js";
import { openJournal } from "../../scripts/journal/openJournal.js";

// a runner that loads every file below test/ must not start it
if (process.argv[1] === import.meta.filename) {
  const [folder = "", rpcUrl = "", spec = "", intentId = "", to = "", value = "0"] = process.argv.slice(2);
  const network = resolveNetwork({ rpcUrl, env: {} });
  const provider = await connect(network);
  const signer = await openSigner(spec, { network, role: "test" });
  const journal = await openJournal(folder, { env: {} });
  const outbox = createOutbox({ journal, provider, network });
  const sent = await outbox.send(intentId, { to, data: "0x", value: BigInt(value) }, signer);
  console.log(JSON.stringify({ ...sent, gasUsed: sent.gasUsed.toString() }));
  await journal.close();
}

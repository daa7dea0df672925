// A process of its own: connects, asks for a block, and leaves the provider as it is. It has to end by itself.
import { connect } from "../../scripts/chain/connect.js";
import { resolveNetwork } from "../../scripts/chain/networks.js";

// a runner that loads every file below test/ must not start it
if (process.argv[1] === import.meta.filename) {
  const provider = await connect(resolveNetwork({ rpcUrl: process.argv[2], env: {} }));
  console.log(await provider.getBlockNumber());
}

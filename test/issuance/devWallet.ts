import { HDNodeWallet } from "ethers";

/** The key of one of the local chain's development accounts, for signing what no command would sign. */
export function devWallet(account: number): HDNodeWallet {
  const phrase = "test test test test test test test test test test test junk";
  return HDNodeWallet.fromPhrase(phrase, "", `m/44'/60'/0'/0/${account}`);
}

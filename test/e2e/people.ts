import { HDNodeWallet } from "ethers";

/** Who the local profile's people are: `--signer` and address of a development account. */
function person(account: number): { readonly signer: string; readonly address: string; readonly wallet: HDNodeWallet } {
  const phrase = "test test test test test test test test test test test junk";
  const wallet = HDNodeWallet.fromPhrase(phrase, "", `m/44'/60'/0'/0/${account}`);
  return { signer: `dev:${account}`, address: wallet.address, wallet };
}

export const people = {
  deployer: person(0),
  maker: person(1),
  checker: person(2),
  onboarder: person(3),
  compliance: person(4),
  guard: person(6),
  officer: person(9),
  secondChecker: person(12),
  auditor: person(11),
  customer: person(13),
  otherCustomer: person(14),
  relayer: person(15),
  stranger: person(19),
} as const;

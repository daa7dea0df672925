import { AtparError } from "../errors/AtparError.js";
import { isHttpUrl } from "./maskUrl.js";

/** When a block counts as final: so many blocks deep (0: at once), or when the chain's consensus says so. */
export type Finality = { readonly kind: "depth"; readonly blocks: number } | { readonly kind: "finalized" };

/** What is known about a network beforehand. */
export interface NetworkProfile {
  readonly chainId: number;
  readonly rpcUrl?: string;
  readonly finality: Finality;
  /** Milliseconds between two looks at the chain while waiting. */
  readonly pollMilliseconds: number;
}

/** The networks Atpar knows, as data. */
export const networks: Readonly<Record<string, NetworkProfile>> = {
  local: {
    chainId: 31_337,
    rpcUrl: "http://127.0.0.1:8545",
    finality: { kind: "depth", blocks: 0 },
    pollMilliseconds: 100,
  },
  sepolia: { chainId: 11_155_111, finality: { kind: "finalized" }, pollMilliseconds: 4000 },
  ethereum: { chainId: 1, finality: { kind: "finalized" }, pollMilliseconds: 4000 },
};

/** Where a setting came from. */
export type Source = "flag" | "environment" | "profile" | "default";

/** A network with its RPC, and which setting won. */
export interface ResolvedNetwork {
  readonly name: string;
  readonly chainId: number;
  readonly rpcUrl: string;
  readonly finality: Finality;
  readonly pollMilliseconds: number;
  readonly sources: { readonly name: Source; readonly rpcUrl: Source };
}

/** What the command line and the environment say. */
export interface NetworkSettings {
  /** `--network`. */
  readonly network?: string | undefined;
  /** `--rpc`. */
  readonly rpcUrl?: string | undefined;
  /** ATPAR_NETWORK and ATPAR_RPC_URL are read; the process's environment where none is given. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Settles which network is meant: flag over environment over profile over default (`local`). An empty value counts as none.
 *
 * @throws NETWORK_UNKNOWN lists the known names; NETWORK_NO_RPC; NETWORK_RPC_INVALID.
 */
export function resolveNetwork({ network, rpcUrl, env = process.env }: NetworkSettings): ResolvedNetwork {
  const name = firstOf([network, "flag"], [env["ATPAR_NETWORK"], "environment"]) ?? {
    value: "local",
    source: "default",
  };
  const profile = Object.hasOwn(networks, name.value) ? networks[name.value] : undefined;
  if (profile === undefined) {
    throw new AtparError("NETWORK_UNKNOWN", { network: name.value, known: Object.keys(networks).join(", ") });
  }
  const url = firstOf([rpcUrl, "flag"], [env["ATPAR_RPC_URL"], "environment"], [profile.rpcUrl, "profile"]);
  if (url === undefined) {
    throw new AtparError("NETWORK_NO_RPC", { network: name.value });
  }
  if (!isHttpUrl(url.value)) {
    throw new AtparError("NETWORK_RPC_INVALID", { source: url.source });
  }
  return {
    name: name.value,
    chainId: profile.chainId,
    rpcUrl: url.value,
    finality: profile.finality,
    pollMilliseconds: profile.pollMilliseconds,
    sources: { name: name.source, rpcUrl: url.source },
  };
}

function firstOf(
  ...candidates: readonly (readonly [string | undefined, Source])[]
): { readonly value: string; readonly source: Source } | undefined {
  for (const [value, source] of candidates) {
    if (value !== undefined && value !== "") {
      return { value, source };
    }
  }
  return undefined;
}

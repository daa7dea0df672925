import { type Log, type LogDescription, type Provider, ZeroAddress } from "ethers";

import { AccessManager__factory, IStablecoin__factory, ReserveRegistry__factory } from "../../typechain-types/index.js";
import { stepRegistry, type RebuiltRegistry } from "./rebuiltRegistry.js";
import { newRoles, stepRoles } from "./rebuiltRoles.js";

/** All state of a coin but allowances, permit nonces and what is left of the rate limit. Token units, unix seconds. */
export class RebuiltState {
  balances = new Map<string, bigint>();
  supply = 0n;
  everMinted = 0n;
  everBurned = 0n;
  /** Since when. */
  frozen = new Map<string, bigint>();
  customers = new Set<string>();
  /** `authorizer nonce` */
  authorizations = new Set<string>();
  deposits = new Set<string>();
  transfersPaused = false;
  issuancePaused = false;
  spenderCheck = false;
  orderCap = 0n;
  rateLimit: readonly bigint[] = [0n, 0n];
  registry = ZeroAddress;
  custody = ZeroAddress;
  contractURI = "";
  implementation = ZeroAddress;
  moved = 0n;
  authority = ZeroAddress;
  registries = new Map<string, RebuiltRegistry>();
  roles = newRoles();
  /** Events with an old value that was not what the events before add up to. */
  contradictions: string[] = [];

  /** An event that names the old value must name the one known. */
  expectOld(event: string, named: unknown, known: unknown): void {
    if (String(named) !== String(known)) this.contradictions.push(`${event}: ${String(named)}, not ${String(known)}`);
  }
}

const coinEvents = IStablecoin__factory.createInterface();
const registryEvents = ReserveRegistry__factory.createInterface();
const managerEvents = AccessManager__factory.createInterface();

type Step = (state: RebuiltState, event: LogDescription, time: bigint) => void;

/** What each event of the coin does to the state. `undefined`: it repeats what another one says. */
export const coinSteps: Readonly<Record<string, Step | undefined>> = {
  Transfer: (state, { args }) => {
    const [from, to, value] = args as unknown as [string, string, bigint];
    const add = (account: string, amount: bigint) =>
      state.balances.set(account, (state.balances.get(account) ?? 0n) + amount);
    if (from === ZeroAddress) [state.supply, state.everMinted] = [state.supply + value, state.everMinted + value];
    else add(from, -value);
    if (to === ZeroAddress) [state.supply, state.everBurned] = [state.supply - value, state.everBurned + value];
    else add(to, value);
  },
  Minted: (state, { args }) => void state.deposits.add(args["depositRef"] as string),
  AuthorizationUsed: useAuthorization,
  AuthorizationCanceled: useAuthorization,
  // a freeze that stands keeps its clock
  Frozen: (state, { args }, time) => {
    const account = args["account"] as string;
    if (!state.frozen.has(account)) state.frozen.set(account, time);
  },
  Unfrozen: (state, { args }) => void state.frozen.delete(args["account"] as string),
  CustomerAdded: (state, { args }) => void state.customers.add(args["account"] as string),
  CustomerRemoved: (state, { args }) => void state.customers.delete(args["account"] as string),
  TransfersPauseChanged: (state, { args }) => void (state.transfersPaused = args["paused"] as boolean),
  IssuancePauseChanged: (state, { args }) => void (state.issuancePaused = args["paused"] as boolean),
  SpenderCheckChanged: (state, { args }) => void (state.spenderCheck = args["enabled"] as boolean),
  RegistryChanged: (state, { args }) => {
    const [old, next] = args as unknown as [string, string];
    state.expectOld("RegistryChanged", old, state.registry);
    state.registry = next;
  },
  CustodyChanged: (state, { args }) => {
    const [old, next] = args as unknown as [string, string];
    state.expectOld("CustodyChanged", old, state.custody);
    state.custody = next;
  },
  OrderCapChanged: (state, { args }) => {
    const [old, next] = args as unknown as [bigint, bigint];
    state.expectOld("OrderCapChanged", old, state.orderCap);
    state.orderCap = next;
  },
  RateLimitChanged: (state, { args }) => {
    const [oldCapacity, oldWindow, capacity, window] = args as unknown as bigint[];
    state.expectOld("RateLimitChanged", [oldCapacity, oldWindow], state.rateLimit);
    state.rateLimit = [capacity!, window!];
  },
  ContractURIChanged: (state, { args }) => {
    const [old, next] = args as unknown as [string, string];
    state.expectOld("ContractURIChanged", old, state.contractURI);
    state.contractURI = next;
  },
  MovedFunctionsChanged: (state, { args }) => {
    const [old, next] = args as unknown as [bigint, bigint];
    state.expectOld("MovedFunctionsChanged", old, state.moved);
    state.moved = next;
  },
  Upgraded: (state, { args }) => void (state.implementation = args["implementation"] as string),
  AuthorityUpdated: (state, { args }) => void (state.authority = args["authority"] as string),
  Initialized: undefined,
  Approval: undefined,
  PermitsCancelled: undefined,
  AuthorizationSkipped: undefined,
  ContractURIUpdated: undefined,
  Burned: undefined,
  Seized: undefined,
  FrozenBurned: undefined,
  Rescued: undefined,
};

function useAuthorization(state: RebuiltState, { args }: LogDescription): void {
  state.authorizations.add(`${args["authorizer"] as string} ${args["nonce"] as string}`);
}

/** Reads nothing but the logs of the coin, of the registries it has followed or will, and of its manager. */
export async function rebuildState(
  provider: Provider,
  coin: string,
  manager: string,
  registries: readonly string[],
): Promise<RebuiltState> {
  const logs = await Promise.all(
    [coin, manager, ...registries].map((address) => provider.getLogs({ address, fromBlock: 0 })),
  );
  const inOrder = logs.flat().sort((one, other) => one.blockNumber - other.blockNumber || one.index - other.index);
  const state = new RebuiltState();
  for (const log of inOrder) {
    if (log.address === coin) await stepCoin(state, log, provider);
    else if (log.address === manager) stepRoles(state.roles, parse(managerEvents, log));
    else stepRegistry(state, coin, log.address, parse(registryEvents, log));
  }
  return state;
}

async function stepCoin(state: RebuiltState, log: Log, provider: Provider): Promise<void> {
  const event = parse(coinEvents, log);
  if (!(event.name in coinSteps)) throw new Error(`nobody knows what ${event.name} does`);
  const block = event.name === "Frozen" ? await provider.getBlock(log.blockNumber) : null;
  coinSteps[event.name]?.(state, event, BigInt(block?.timestamp ?? 0));
}

function parse(events: Pick<typeof coinEvents, "parseLog">, log: Log): LogDescription {
  const event = events.parseLog(log);
  if (event === null) throw new Error(`an event nobody knows at ${log.address}: ${log.topics[0] ?? ""}`);
  return event;
}

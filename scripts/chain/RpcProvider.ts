import {
  isCallException,
  JsonRpcProvider,
  Network as EthersNetwork,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
} from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { maskUrl } from "./maskUrl.js";
import type { ResolvedNetwork } from "./networks.js";
import { isRevert } from "./revert.js";

const answerSchema = z.looseObject({ id: z.number() });
const answersSchema = z.union([
  z.array(answerSchema),
  answerSchema.transform((answer) => [answer]),
]) as unknown as z.ZodType<(JsonRpcResult | JsonRpcError)[]>;

/**
 * ethers' JSON-RPC provider with Atpar's manners: one request per question, a time limit that also closes the
 * connection, no retry loops, no timers that keep the process alive, and errors of the catalogue with the URL masked.
 */
export class RpcProvider extends JsonRpcProvider {
  readonly #url: string;
  readonly #headers: Record<string, string> = { "content-type": "application/json" };
  readonly #masked: string;
  readonly #timeoutMilliseconds: number;

  constructor(network: ResolvedNetwork, timeoutMilliseconds: number) {
    const url = new URL(network.rpcUrl);
    const chain = EthersNetwork.from(network.chainId);
    super(`${url.protocol}//${url.host}`, chain, {
      staticNetwork: chain,
      polling: true,
      pollingInterval: network.pollMilliseconds,
      batchMaxCount: 20,
      batchStallTime: 0,
      // an answer a quarter of a second old may be the wrong one when deciding whether to send
      cacheTimeout: -1,
    });
    if (url.username !== "" || url.password !== "") {
      const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
      this.#headers["authorization"] = `Basic ${Buffer.from(user).toString("base64")}`;
      url.username = "";
      url.password = "";
    }
    this.#url = url.href;
    this.#masked = maskUrl(network.rpcUrl);
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  /** The RPC's URL, fit for messages. */
  get maskedUrl(): string {
    return this.#masked;
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    // ethers declares results alone, and handles errors among them
    return (await this.#post(payload, this.#timeoutMilliseconds)) as JsonRpcResult[];
  }

  async #post(
    payload: JsonRpcPayload | JsonRpcPayload[],
    timeoutMilliseconds: number,
  ): Promise<(JsonRpcResult | JsonRpcError)[]> {
    let status: string;
    let text: string;
    try {
      const response = await fetch(this.#url, {
        method: "POST",
        headers: this.#headers,
        body: JSON.stringify(payload),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      status = `HTTP ${response.status.toString()}`;
      text = await response.text();
    } catch (error) {
      throw this.#unreachable(transportProblem(error, timeoutMilliseconds));
    }
    try {
      return answersSchema.parse(JSON.parse(text));
    } catch {
      throw this.#unreachable(`${status}, and the answer is not JSON-RPC`);
    }
  }

  /** The chain id that the node reports, whatever network this provider was made for. */
  async reportedChainId(timeoutMilliseconds: number): Promise<bigint> {
    const payload: JsonRpcPayload = { id: 0, jsonrpc: "2.0", method: "eth_chainId", params: [] };
    const [answer] = await this.#post(payload, timeoutMilliseconds);
    if (answer === undefined || !("result" in answer)) {
      throw answer === undefined ? this.#unreachable("an empty answer") : this.getRpcError(payload, answer);
    }
    try {
      return BigInt(z.string().parse(answer.result));
    } catch {
      throw this.#unreachable("eth_chainId gave no chain id");
    }
  }

  override getRpcError(payload: JsonRpcPayload, answer: JsonRpcError): Error {
    const error = super.getRpcError(payload, answer);
    // ethers calls every refusal of eth_call a revert, a missing block included
    if (isCallException(error) && isRevert(answer.error)) {
      return error;
    }
    const problem = z.object({ message: z.string() }).safeParse(answer.error).data?.message ?? "no reason given";
    return new AtparError(
      "CHAIN_RPC_REFUSED",
      { url: this.#masked, method: payload.method, problem: problem.replaceAll(/\s+/gu, " ") },
      { cause: answer.error },
    );
  }

  #unreachable(problem: string): AtparError {
    return new AtparError("CHAIN_UNREACHABLE", { url: this.#masked, problem });
  }
}

/** What went wrong below HTTP, without the URL that fetch's own messages may carry. */
function transportProblem(error: unknown, timeoutMilliseconds: number): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return `no answer within ${(timeoutMilliseconds / 1000).toString()} seconds`;
  }
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) {
    return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
  }
  return "the connection failed";
}

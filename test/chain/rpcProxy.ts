import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What happens to `eth_sendRawTransaction`: handed on; swallowed with the connection cut; swallowed and never answered; or
 * handed on with the answer swallowed and the connection cut.
 */
export type SendMode = "pass" | "drop" | "stall" | "lose-answer";

/** A proxy between the outbox and a real node, which fails where it is told to. */
export interface RpcProxy {
  readonly url: string;
  mode: SendMode;
  /** The raw transactions that arrived, in order, whatever became of them. */
  readonly sent: string[];
  /** Called with each raw transaction before anything is done with it. */
  onSend: (raw: string) => Promise<void>;
  close(): Promise<void>;
}

export async function startRpcProxy(target: string): Promise<RpcProxy> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const calls = [JSON.parse(body)].flat() as readonly { method: string; params: readonly string[] }[];
      const raw = calls.find((call) => call.method === "eth_sendRawTransaction")?.params[0];
      if (raw !== undefined) {
        proxy.sent.push(raw);
        await proxy.onSend(raw);
        if (proxy.mode === "drop") {
          request.socket.destroy();
          return;
        }
        if (proxy.mode === "stall") {
          return;
        }
      }
      const answer = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body });
      const text = await answer.text();
      if (raw !== undefined && proxy.mode === "lose-answer") {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: RpcProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: "pass",
    sent: [],
    onSend: () => Promise.resolve(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return proxy;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

import type { Command } from "commander";

import { AccessManager__factory, IStablecoin__factory } from "../../typechain-types/index.js";
import { connect } from "../chain/connect.js";
import { resolveNetwork } from "../chain/networks.js";
import { setbackUntil } from "../deploy/apply.js";
import { readAllRecords, type DeploymentRecord } from "../deploy/record.js";
import { roleTable } from "../deploy/roleTable.js";
import { AtparError } from "../errors/AtparError.js";
import { planMint } from "../issuance/controlWrites.js";
import { findDeposit } from "../issuance/deposits.js";
import { requireUnusedEverywhere, type IssuerCoin } from "../issuance/depositUse.js";
import {
  approvalsOf,
  approveOrder,
  findOrder,
  listOrders,
  ORDER_VALIDITY,
  orderProse,
  proposeOrder,
  requireApprovable,
  requireApproved,
  requireOpen,
  type ProposedOrder,
} from "../issuance/mintOrders.js";
import { evidenceHash, parseAddress } from "../issuance/reference.js";
import { formatTimestamp } from "../money/timestamps.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { coinAt, withCurrency } from "./coin.js";
import { action, type Session } from "./session.js";
import { table } from "./table.js";
import {
  confirm,
  performWrite,
  signerOf,
  withConfirmation,
  withSigner,
  withWriteOptions,
  type WriteOptions,
} from "./write.js";

interface ProposeOptions extends Omit<WriteOptions, "signer"> {
  readonly currency: string;
  readonly deposit: string;
  readonly to: string;
  readonly evidence: string;
  readonly maker: string;
  readonly validFor?: string;
}

interface OrderOptions extends WriteOptions {
  readonly order: string;
}

export function registerMintCommands(program: Command): void {
  const mint = program.command("mint").description("mint orders: a maker proposes and sends, a checker approves");
  withConfirmation(
    withCurrency(mint.command("propose").description("propose a mint of one deposit, whole, to one customer")),
  )
    .requiredOption("--deposit <ref>", "bank reference, depositRef, or its first digits")
    .requiredOption("--to <address>", "the customer's address")
    .requiredOption("--evidence <file>", "screening result and travel-rule payload; its hash goes on-chain")
    .requiredOption("--maker <address>", "who will send the order")
    .option("--valid-for <seconds>", `how long it may be sent (default ${ORDER_VALIDITY.default})`)
    .action(action(propose));
  withSigner(withConfirmation(mint.command("approve").description("sign an order as checker (role MINT_APPROVER)")))
    .requiredOption("--order <hash>", "the order's hash, or its first digits")
    .action(action(approve));
  withWriteOptions(mint.command("send").description("send an approved order as its maker (role MINTER)"))
    .requiredOption("--order <hash>", "the order's hash, or its first digits")
    .action(action(send));
  withCurrency(mint.command("list").description("the mint orders in the journal")).action(action(list));
}

async function propose(session: Session, options: ProposeOptions): Promise<undefined> {
  const { output } = session;
  const to = parseAddress(options.to);
  const maker = parseAddress(options.maker);
  const evidence = await evidenceHash(options.evidence);
  const validFor = validity(options.validFor);
  const record = await session.deployment(options.currency);
  const journal = await session.journal();
  const deposit = await findDeposit(journal, options.deposit, options.currency);
  await requireUnusedEverywhere(deposit.ref, await issuerCoins(session));
  const version = await IStablecoin__factory.connect(record.contracts.coin.address, await session.provider()).version();
  const domain = { name: record.name, version, chainId: record.chainId, coin: record.contracts.coin.address };
  const now = await session.chainTime();
  const dryRun = options.dryRun === true;
  const input = { deposit, domain, to, evidence, maker, now, validFor };
  // shown before it is recorded: the order's hash depends on nothing but these
  let order = await proposeOrder(journal, { ...input, dryRun: true });
  showOrder(session, order);
  if (!dryRun) {
    await confirm(session, options, "Propose it?");
    order = await proposeOrder(journal, input);
  }
  output.line(
    dryRun
      ? "Dry run: nothing was recorded."
      : `Proposed. A checker signs it: ./atpar mint approve --order ${order.hash.slice(0, 12)}`,
  );
  session.data("atpar.mint-propose/1", { ok: true, dryRun, order: orderData(order, []) });
  return undefined;
}

function validity(text: string | undefined): number {
  if (text === undefined) return ORDER_VALIDITY.default;
  if (!/^\d{1,6}$/u.test(text))
    throw new AtparError("ORDER_VALIDITY", { seconds: text.slice(0, 20), maximum: ORDER_VALIDITY.maximum });
  return Number(text);
}

async function approve(session: Session, options: OrderOptions): Promise<undefined> {
  const journal = await session.journal();
  const order = await findOrder(journal, options.order);
  const signer = await signerOf(session, options, "MINT_APPROVER");
  const now = await session.chainTime();
  requireApprovable(order, now, signer.address);
  await requireChecker(session, order, signer.address);
  showOrder(session, order);
  const dryRun = options.dryRun === true;
  if (!dryRun) {
    await confirm(session, options, "Sign it?");
    await approveOrder(journal, order, now, signer);
    session.output.line(`Approved by ${signer.address}.`);
  } else {
    session.output.line("Dry run: nothing was signed.");
  }
  session.data("atpar.mint-approve/1", {
    ok: true,
    dryRun,
    order: orderData(order, await approvers(session, order)),
    approver: signer.address,
  });
  return undefined;
}

/** An approval of somebody who is no checker would stand in the journal and in the order's way. @throws SIGNER_LACKS_ROLE */
async function requireChecker(session: Session, order: ProposedOrder, signer: string): Promise<void> {
  const { contracts } = await session.deployment(order.currency);
  const manager = AccessManager__factory.connect(contracts.manager.address, await session.provider());
  const { isMember } = await manager.hasRole(roleTable.MINT_APPROVER.id, signer);
  if (isMember) return;
  throw new AtparError("SIGNER_LACKS_ROLE", { signer, role: "MINT_APPROVER", called: "approve" });
}

async function send(session: Session, options: OrderOptions): Promise<undefined> {
  const journal = await session.journal();
  const order = await findOrder(journal, options.order);
  const at = await coinAt(session, order.currency);
  const signer = await signerOf(session, options, "MINTER");
  if (signer.address !== order.maker) {
    throw new AtparError("ORDER_WRONG_MAKER", { order: order.hash, maker: order.maker, signer: signer.address });
  }
  const approval = await requireApproved(journal, order);
  const plan = await planMint(at, order, approval);
  // what was signed before is finished, whatever has become of the order since
  const state = await (await session.outbox()).state(plan.intentId);
  if (state === undefined || state === "reverted") {
    requireOpen(order, await session.chainTime());
    await requireSetbackPassed(session, await session.deployment(order.currency));
    await requireUnusedEverywhere(order.depositRef, await issuerCoins(session));
  }
  const written = await performWrite(session, plan, signer, "MINTER", options);
  session.data("atpar.mint-send/1", {
    ...written,
    order: orderData(order, await approvers(session, order)),
  });
  return undefined;
}

async function list(session: Session, options: { readonly currency: string }): Promise<undefined> {
  const orders = await listOrders(await session.journal(), options.currency);
  const rows = [];
  const data = [];
  for (const order of orders) {
    const signed = await approvers(session, order);
    rows.push([
      order.hash.slice(0, 12),
      formatUnitsGrouped(order.amount),
      order.to.slice(0, 12),
      `${signed.length}/${order.approvalsNeeded}`,
      formatTimestamp(order.deadline),
    ]);
    data.push(orderData(order, signed));
  }
  const columns = [
    { title: "order" },
    { title: "amount", align: "right" },
    { title: "to" },
    { title: "approved" },
    { title: "until" },
  ] as const;
  for (const line of table(columns, rows)) session.output.line(line);
  session.data("atpar.mint-list/1", { ok: true, orders: data });
  return undefined;
}

/** Every coin of the issuer that has a record, on whatever chain. */
export async function issuerCoins(session: Session): Promise<IssuerCoin[]> {
  const here = session.network();
  return (await readAllRecords(session.deployments)).map(({ record }) => ({
    chainId: record.chainId,
    network: record.network,
    coin: record.contracts.coin.address,
    open: () =>
      record.chainId === here.chainId
        ? session.provider()
        : connect(
            resolveNetwork({
              network: record.network,
              rpcUrl: session.env[`ATPAR_RPC_URL_${record.network.toUpperCase()}`],
              env: {},
            }),
          ),
  }));
}

/** In profiles that ask for it, the first mint waits until the manager's delays are in force. */
async function requireSetbackPassed(session: Session, record: DeploymentRecord): Promise<void> {
  if (!record.waitForSetback) return;
  const effect = await setbackUntil(await session.provider(), record);
  const now = await session.chainTime();
  if (now >= effect) return;
  throw new AtparError("SETBACK_PENDING", { effect: formatTimestamp(effect), now: formatTimestamp(now) });
}

function showOrder({ output }: Session, order: ProposedOrder): void {
  for (const line of orderProse(order, formatUnitsGrouped(order.amount))) output.line(line);
  output.line(`Order ${order.hash}`);
}

async function approvers(session: Session, order: ProposedOrder): Promise<string[]> {
  return (await approvalsOf(await session.journal(), order)).map(({ approver }) => approver);
}

function orderData(order: ProposedOrder, approvals: string[]) {
  return {
    order: order.hash,
    currency: order.currency,
    chainId: order.chainId,
    coin: order.coin,
    to: order.to,
    amount: order.amount.toString(),
    depositRef: order.depositRef,
    evidence: order.evidence,
    maker: order.maker,
    deadline: Number(order.deadline),
    approvals,
    approvalsNeeded: order.approvalsNeeded,
  };
}

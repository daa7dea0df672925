import { expect } from "chai";
import { id, verifyTypedData } from "ethers";

import type { Deposit } from "../../scripts/issuance/deposits.js";
import {
  approvalsOf,
  approveOrder,
  findOrder,
  listOrders,
  mintOrderDomain,
  mintOrderHash,
  mintOrderTypes,
  ORDER_VALIDITY,
  orderApproved,
  orderDomain,
  orderProposed,
  orderProse,
  proposeOrder,
  requireApproved,
  requireOpen,
  toMintOrder,
  type MintOrder,
  type ProposedOrder,
} from "../../scripts/issuance/mintOrders.js";
import { rejection } from "../journal/rejection.js";
import { evidence, sharedCoin, type IssuedCoin } from "./issuedCoin.js";
import { undone } from "./undone.js";

const now = 1_795_200_000;

describe("mint orders", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let named: Deposit;
  let nameless: Deposit;
  before(async () => {
    chain = await sharedCoin();
    [, named] = chain.deposits;
    nameless = { ...chain.deposits[2], needsSecondApproval: true, reference: "NONREF" };
  });

  /** A test over the journal as the fixture left it. */
  const test = (name: string, work: () => Promise<unknown>) => it(name, () => undone(chain.journal, work));

  const propose = (changes: Partial<Parameters<typeof proposeOrder>[1]> = {}): Promise<ProposedOrder> =>
    proposeOrder(chain.journal, {
      ...{ deposit: named, domain: chain.domain, evidence, now, validFor: 3600 },
      to: chain.address("customer"),
      maker: chain.address("maker"),
      ...changes,
    });
  const approve = async (order: ProposedOrder, person: "checker" | "secondChecker" | "maker", at = now) =>
    approveOrder(chain.journal, order, at, await chain.signer(person));

  describe("mintOrderHash", () => {
    const order = (): MintOrder => ({
      to: chain.address("customer"),
      amount: 250_000_000_000n,
      depositRef: named.ref,
      evidence,
      maker: chain.address("maker"),
      deadline: BigInt(now),
    });

    it("is the contract's, whatever the order says", async () => {
      const changes: Partial<MintOrder>[] = [
        {},
        { to: chain.address("stranger") },
        { amount: 1n },
        { depositRef: id("another") },
        { evidence: id("another") },
        { maker: chain.address("checker") },
        { deadline: (1n << 256n) - 1n },
      ];
      const hashes = new Set<string>();
      for (const change of changes) {
        const changed = { ...order(), ...change };
        const hash = mintOrderHash(chain.domain, changed);
        expect(hash).to.equal(await chain.coin.mintOrderHash(changed));
        hashes.add(hash);
      }
      expect(hashes.size).to.equal(changes.length);
    });

    it("is another on another chain, coin, name and version", () => {
      const { domain } = chain;
      const domains = [
        domain,
        { ...domain, chainId: 1 },
        { ...domain, coin: chain.usd.contracts.coin.address },
        { ...domain, name: "Atpar US Dollar" },
        { ...domain, version: "2" },
      ];
      expect(new Set(domains.map((one) => mintOrderHash(one, order()))).size).to.equal(domains.length);
    });
  });

  describe("proposeOrder", () => {
    test("records the whole credit for one customer, under the hash that is signed", async () => {
      const order = await propose();
      expect(order).to.deep.include({ amount: 250_000_000_000n, deadline: BigInt(now + 3600), approvalsNeeded: 1 });
      expect(order.hash).to.equal(mintOrderHash(chain.domain, toMintOrder(order)));
      expect(orderDomain(order)).to.deep.equal(chain.domain);
      expect(await listOrders(chain.journal, "HKD")).to.deep.equal([order]);
      expect(await listOrders(chain.journal, "USD")).to.deep.equal([]);
      expect((await chain.journal.find(orderProposed, order.hash))?.body.depositRef).to.equal(named.ref);
    });

    test("records nothing in a dry run", async () => {
      const head = await chain.journal.head();
      const dry = await propose({ dryRun: true });
      expect(await chain.journal.head()).to.deep.equal(head);
      expect(await propose()).to.deep.equal(dry);
    });

    test("bounds how long an order may be sent, below the contract's own bound", async () => {
      for (const validFor of [59, 0, -1, 86_101]) {
        const { parameters } = await rejection(propose({ validFor }), "ORDER_VALIDITY");
        expect(parameters).to.deep.equal({ seconds: validFor, maximum: 86_100 });
      }
      const shortest = await propose({ validFor: 60 });
      const longest = await propose({ deposit: nameless, validFor: 86_100 });
      expect([shortest.deadline, longest.deadline]).to.deep.equal([BigInt(now + 60), BigInt(now + 86_100)]);
      expect(BigInt(ORDER_VALIDITY.maximum) < (await chain.coin.maxOrderAge())).to.equal(true);
      expect(ORDER_VALIDITY.default).to.be.within(ORDER_VALIDITY.minimum, ORDER_VALIDITY.maximum);
    });

    test("refuses a second order for a deposit while the first can be sent", async () => {
      const order = await propose();
      for (const at of [now, now + 3600]) {
        for (const dryRun of [false, true]) {
          const { parameters } = await rejection(propose({ now: at, dryRun }), "DEPOSIT_ORDER_OPEN");
          expect(parameters).to.include({ order: order.hash, ref: named.ref });
          expect(parameters.deadline).to.match(/^2026-11-\d\d/u);
        }
      }
      expect((await propose({ deposit: nameless })).depositRef).to.equal(nameless.ref);
    });

    test("lets a deposit be proposed again once the order has expired", async () => {
      const first = await propose();
      const second = await propose({ now: now + 3601 });
      expect(second.hash).not.to.equal(first.hash);
      expect((await listOrders(chain.journal, "HKD")).map(({ hash }) => hash)).to.deep.equal([first.hash, second.hash]);
      await rejection(propose({ now: now + 3602 }), "DEPOSIT_ORDER_OPEN");
    });
  });

  describe("findOrder", () => {
    test("finds an order by its hash and the first digits of it, and no other", async () => {
      const order = await propose();
      for (const name of [order.hash, order.hash.slice(0, 10)]) {
        expect(await findOrder(chain.journal, name)).to.deep.equal(order);
      }
      for (const name of [order.hash.slice(0, 9), "0x00000000", "%", "", order.hash.toUpperCase()]) {
        const { parameters } = await rejection(findOrder(chain.journal, name), "ORDER_UNKNOWN", name);
        expect(parameters.order).to.equal(name);
      }
    });
  });

  describe("approveOrder", () => {
    test("records a signature over the order that the contract takes", async () => {
      const order = await propose();
      const approval = await approve(order, "checker");
      expect(approval.approver).to.equal(chain.address("checker"));
      const domain = mintOrderDomain(orderDomain(order));
      expect(verifyTypedData(domain, mintOrderTypes, toMintOrder(order), approval.signature)).to.equal(
        chain.address("checker"),
      );
      expect(await approvalsOf(chain.journal, order)).to.deep.equal([approval]);
      expect(await requireApproved(chain.journal, order)).to.deep.equal(approval);
    });

    test("refuses the maker", async () => {
      const order = await propose();
      const { parameters } = await rejection(approve(order, "maker"), "ORDER_MAKER_APPROVES");
      expect(parameters).to.deep.equal({ approver: chain.address("maker"), order: order.hash });
      expect(await approvalsOf(chain.journal, order)).to.deep.equal([]);
    });

    test("refuses an order that can no longer be sent", async () => {
      const order = await propose();
      const { parameters } = await rejection(approve(order, "checker", now + 3601), "ORDER_EXPIRED");
      expect(parameters.order).to.equal(order.hash);
      expect(() => {
        requireOpen(order, now + 3600);
      }).not.to.throw();
      expect(await approve(order, "checker", now + 3600)).to.have.property("signature");
    });

    test("counts a checker once", async () => {
      const order = await propose();
      const head = await approve(order, "checker").then(() => chain.journal.head());
      await approve(order, "checker");
      expect(await chain.journal.head()).to.deep.equal(head);
      expect(await approvalsOf(chain.journal, order)).to.have.length(1);
    });

    test("does not count for another order", async () => {
      const order = await propose();
      await approve(order, "checker");
      const again = await propose({ now: now + 3601 });
      const { parameters } = await rejection(requireApproved(chain.journal, again), "ORDER_NOT_APPROVED");
      expect(parameters).to.deep.equal({ order: again.hash, count: 0, needed: 1 });
    });
  });

  describe("requireApproved", () => {
    test("wants two checkers for a credit without a bank reference", async () => {
      const order = await propose({ deposit: nameless });
      expect(order.approvalsNeeded).to.equal(2);
      const first = await approve(order, "checker");
      await approve(order, "checker");
      const { parameters } = await rejection(requireApproved(chain.journal, order), "ORDER_NOT_APPROVED");
      expect(parameters).to.deep.equal({ order: order.hash, count: 1, needed: 2 });
      await approve(order, "secondChecker");
      expect(await requireApproved(chain.journal, order)).to.deep.equal(first);
      const approvers = (await chain.journal.list(orderApproved)).map(({ body }) => body.approver);
      expect(approvers).to.deep.equal([chain.address("checker"), chain.address("secondChecker")]);
    });
  });

  test("says every figure of an order to whoever signs it", async () => {
    const order = await propose();
    const prose = orderProse(order, "250,000.00").join("\n");
    for (const figure of [order.to, order.depositRef, order.evidence, order.maker, order.coin, "250,000.00 HKD"]) {
      expect(prose).to.include(figure);
    }
    expect(prose)
      .to.include("chain 31337")
      .and.to.match(/until 2026-11-/u);
  });
});

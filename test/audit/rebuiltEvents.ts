import { id } from "ethers";

import { roleTable } from "../../scripts/deploy/roleTable.js";
import { AccessManager__factory, ReserveRegistry__factory } from "../../typechain-types/index.js";
import { DAY, type History } from "./rebuiltHistory.js";

const people = [13, 14, 15, 16];
const REFERENCE = id("reference");
/** A generator that gives the same figures in every run (Park and Miller). */
function drawFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Every state-changing function of coin and registry at least once, holders at random in between. */
export async function playHistory(history: History): Promise<void> {
  await history.warp(6 * DAY);
  await history.report();
  await openBusiness(history);
  await holdersAtRandom(history, 1, 40);
  await tighten(history);
  await loosen(history);
  await holdersAtRandom(history, 2, 40);
  await succeed(history);
}

async function openBusiness(history: History): Promise<void> {
  await history.on(
    3,
    "addCustomers",
    [...people, 1, 17].map((index) => history.address(index)),
    REFERENCE,
  );
  for (const index of people) await history.mint([index], 1_000_000n);
  await history.mint([1, 13, 14], 500_000n);
  await history.on(1, "burn", 200_000n, id("burn"));
  await history.on(13, "transfer", history.address(14), 10n);
  await history.on(13, "transfer", history.address(13), 10n);
  await history.on(13, "approve", history.address(15), 1_000n);
  await history.on(15, "transferFrom", history.address(13), history.address(17), 400n);
  for (const whole of [false, true]) {
    const at = whole ? "whole" : "parts";
    await history.permit(16, 14, 15, 9n, whole);
    await history.pay(16, 13, 14, 3n, id(`pay ${at}`), whole);
    await history.pay(14, 13, 14, 3n, id(`receive ${at}`), whole);
    await history.cancel(16, 13, id(`cancel ${at}`), whole);
  }
  // the second is skipped: it was used above
  await history.batch(16, 13, 17, [id("batch"), id("pay whole")]);
  await history.on(14, "cancelPermits", 7n);
}

/** Whatever cannot be done (nothing left, a nonce used, a frozen payee) is not done. */
async function holdersAtRandom(history: History, seed: number, count: number): Promise<void> {
  const draw = drawFrom(seed);
  const one = (): number => people[draw(people.length)]!;
  const moves = [
    () => history.on(one(), "transfer", history.address(one()), draw(300_000)),
    () => history.on(one(), "approve", history.address(one()), draw(1_000)),
    () => history.on(one(), "transferFrom", history.address(one()), history.address(one()), draw(100)),
    () => history.pay(one(), one(), one(), BigInt(draw(1_000)), history.nonces[draw(12)]!, draw(2) === 0),
    () => history.cancel(one(), one(), history.nonces[draw(12)]!, draw(2) === 0),
    () =>
      history.batch(one(), one(), one(), [
        history.nonces[draw(12)]!,
        history.nonces[draw(12)]!,
        history.nonces[draw(12)]!,
      ]),
    () => history.on(4, "removeCustomers", [history.address(one())], REFERENCE),
    () => history.on(3, "addCustomers", [history.address(one()), history.address(one())], REFERENCE),
  ];
  for (let index = 0; index < count; ++index) {
    await moves[draw(moves.length)]!().then(
      () => ++history.drawn.done,
      () => ++history.drawn.refused,
    );
  }
}

async function tighten(history: History): Promise<void> {
  const { registry } = history.bench;
  const some = [15, 16].map((index) => history.address(index));
  await history.on(4, "freeze", [...some, history.address(17)], REFERENCE);
  // a second order does not set the clock back
  await history.on(4, "freeze", some, id("second order"));
  await history.on(4, "removeCustomers", [history.address(17)], REFERENCE);
  for (const name of ["pauseTransfers", "pauseIssuance", "pauseIssuance", "enableSpenderCheck"]) {
    await history.on(6, name);
  }
  await history.on(6, "lowerOrderCap", 1_000_000n);
  await history.on(6, "lowerRateLimit", 9_000_000n, 90_000);
  await history.act(6, registry, "raiseCoverage", [10_500]);
  await history.act(6, registry, "lowerMaxReportAge", [300_000]);
  const { MINT_APPROVER } = roleTable;
  await history.act(6, history.revoker, "revoke", [MINT_APPROVER.id, "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a"]);
}

async function loosen(history: History): Promise<void> {
  const { bench, manager } = history;
  const { coin, registry } = bench;
  await history.later(5, 2 * DAY + 60, [
    [coin, "seize", [history.address(15), 30n, REFERENCE]],
    [coin, "burnFrozen", [history.address(15), 20n, REFERENCE]],
  ]);
  const other = await (await history.otherCoin()).getAddress();
  await history.later(7, 2 * DAY + 60, [
    [coin, "unpauseTransfers", []],
    [coin, "unpauseIssuance", []],
    [coin, "disableSpenderCheck", []],
    [coin, "raiseOrderCap", [2_000_000n]],
    [coin, "raiseRateLimit", [12_000_000n, 80_000]],
    [coin, "unfreeze", [[history.address(16)], REFERENCE]],
    [coin, "setCustody", [history.address(12)]],
    [coin, "setContractURI", ["https://example.com/coin.json"]],
    [coin, "setContractURI", ["data:application/json,{}"]],
    [coin, "rescue", [other, history.address(13), 0n]],
    [registry, "lowerCoverage", [10_000]],
    [registry, "raiseMaxReportAge", [432_000]],
    [registry, "addAttestor", [history.address(17), 3]],
    [registry, "removeAttestor", [history.address(10)]],
    [registry, "setQuorum", [{ issuerOfficers: 1, custodians: 0, auditors: 2 }]],
    [registry, "setQuorum", [{ issuerOfficers: 1, custodians: 0, auditors: 1 }]],
    [manager, "grantRole", [roleTable.ONBOARDER.id, history.address(16), 0]],
    [manager, "grantRole", [roleTable.SEIZER.id, history.address(5), 3 * DAY]],
    [manager, "grantRole", [roleTable.CANCELLER.id, history.address(17), 0]],
    [manager, "setGrantDelay", [roleTable.ONBOARDER.id, 3600]],
    [manager, "setRoleGuardian", [roleTable.ONBOARDER.id, roleTable.CANCELLER.id]],
    [manager, "setTargetClosed", [history.address(19), true]],
  ]);
  // freezing somebody again who was unfrozen starts a new clock
  await history.on(4, "freeze", [history.address(16)], id("third order"));
  await history.report();
  await history.on(3, "addCustomers", [history.address(13)], REFERENCE);
  await history.mint([13], 700_000n);
}

/** The registry's successor, a new face, and a new authority. */
async function succeed(history: History): Promise<void> {
  const { coin } = history.bench;
  const successor = await history.deploySuccessor();
  const before = await implementationOf(history);
  const face = await history.deployFace(before);
  await history.later(7, 2 * DAY + 60, [[coin, "setRegistry", [successor]]]);
  await history.later(7, 7 * DAY + 60, [[coin, "upgradeToAndCall", [face, "0x"]]]);
  await history.on(13, "transfer", history.address(14), 77n);
  const next = await history.deploy(new AccessManager__factory(), history.address(7));
  const followed = ReserveRegistry__factory.connect(successor, history.provider);
  const targets = [history.coin, await followed.getAddress()];
  await history.later(
    7,
    7 * DAY + 60,
    targets.map((target) => [history.manager, "updateAuthority", [target, next]] as const),
  );
}

export async function implementationOf(history: History): Promise<string> {
  const slot = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
  return `0x${(await history.provider.getStorage(history.coin, slot)).slice(26)}`;
}

import { existsSync } from "node:fs";

import { expect } from "chai";

import { newFolder } from "./cli.js";
import { credits, type Issuer } from "./issuer.js";
import { people } from "./people.js";
import { itRefuses, type RefusalCase } from "./refusals.js";

const { maker, customer, onboarder, compliance, guard } = people;

const out = newFolder("draft");

/** What is no amount of tokens, wherever one is asked for. */
const amounts: readonly (readonly [text: string, code: string])[] = [
  ["1e3", "MONEY_AMOUNT_MALFORMED"],
  ["1,25", "MONEY_AMOUNT_MALFORMED"],
  [" 5", "MONEY_AMOUNT_MALFORMED"],
  ["-1", "MONEY_AMOUNT_NEGATIVE"],
  ["0.1234567", "MONEY_AMOUNT_DECIMALS"],
  ["9".repeat(40), "MONEY_AMOUNT_TOO_LARGE"],
];
const moreAmounts: typeof amounts = [
  ["0", "ORDER_AMOUNT_ZERO"],
  ["", "MONEY_AMOUNT_MALFORMED"],
  ["5.", "MONEY_AMOUNT_MALFORMED"],
  ["\u0665", "MONEY_AMOUNT_MALFORMED"],
];

const burn = (amount: string): readonly string[] => {
  return ["burn", "--amount", amount, "--reference", "R-1", "--signer", maker.signer, "--yes"];
};
const draft = ({ document, openings }: Issuer, ...rest: readonly string[]): readonly string[] => {
  return ["report", "draft", "--document", document, "--openings", openings, "--out", out, ...rest];
};
const propose = (issuer: Issuer, deposit: string, to: string, ...rest: readonly string[]): readonly string[] => {
  const parties = ["--to", to, "--maker", maker.address, "--evidence", issuer.evidence];
  return ["mint", "propose", "--deposit", deposit, ...parties, "--yes", ...rest];
};
const freeze = (account: string, reference = "O-1"): readonly string[] => {
  return ["freeze", "--account", account, "--order-ref", reference, "--signer", compliance.signer, "--yes"];
};
const pause = ["pause", "--issuance", "--signer", guard.signer, "--yes"];

const { address } = customer;
const badAddresses: readonly string[] = [
  address.slice(0, -1),
  address.slice(2),
  // one letter's case turned: the checksum no longer holds
  address.replace(/[A-F]/u, (letter) => letter.toLowerCase()),
  "customer",
  "0x\nFORGED: line",
];

const usage: readonly (readonly [wrong: string, command: readonly string[], says?: RegExp])[] = [
  ["an unknown command", ["minting"], /minting/u],
  ["an unknown subcommand", ["mint", "burn"], /burn/u],
  ["an unknown option", ["status", "--all"], /--all/u],
  ["a command without its subcommand", ["mint"]],
  ["a required option left out", ["burn", "--amount", "1"], /--reference/u],
  ["an argument left out", ["statements", "inspect"], /file/u],
  ["an argument too many", ["roles", "now"]],
  ["an option without its value", ["freeze", "--account"], /--account/u],
  ["pause without what", ["pause", "--signer", guard.signer, "--yes"], /--issuance and --transfers/u],
  ["pause of both", [...pause, "--transfers"], /--issuance and --transfers/u],
  ["--wait that is no number of seconds", [...pause, "--wait", "1e3"], /--wait 1e3/u],
  ["--port out of range", ["node", "--port", "65536"], /65536/u],
];

describe("e2e/bad arguments", function () {
  this.timeout(180_000);
  const cases: RefusalCase[] = [
    ...[...amounts, ...moreAmounts].map(([text, code]) => ({
      wrong: `burn --amount ${JSON.stringify(text)}`,
      command: () => burn(text),
      ...{ code, exit: 3 },
    })),
    ...amounts.map(([text, code]) => ({
      wrong: `report draft --limit ${JSON.stringify(text)}`,
      command: (issuer: Issuer) => draft(issuer, "--limit", text),
      ...{ code, exit: 3 },
    })),
    {
      wrong: "report draft --limit beyond the reserves",
      command: (issuer) => draft(issuer, "--limit", "1325000.500001"),
      ...{ code: "REPORT_NOT_COVERED", exit: 3 },
    },
    ...usage.map(([wrong, command, says]) => ({
      ...{ wrong, command: () => command, code: "COMMAND_USAGE", exit: 2 },
      ...(says === undefined ? {} : { says }),
    })),
    ...badAddresses.map((text) => ({
      wrong: `freeze --account ${JSON.stringify(text)}`,
      command: () => freeze(text),
      ...{ code: "ADDRESS_MALFORMED", exit: 3 },
    })),
    {
      wrong: "mint propose --to no address",
      command: (issuer) => propose(issuer, credits[0].reference, "0x12"),
      ...{ code: "ADDRESS_MALFORMED", exit: 3, says: /"0x12"/u },
    },
    ...["", " O-1", "O\n1", "x".repeat(141)].map((text) => ({
      wrong: `freeze --order-ref ${JSON.stringify(text.slice(0, 10))}`,
      command: () => freeze(address, text),
      ...{ code: "REFERENCE_MALFORMED", exit: 3 },
    })),
    {
      wrong: "evidence that is not there",
      command: () => {
        const options = ["--account", address, "--evidence", "nowhere.json", "--signer", onboarder.signer, "--yes"];
        return ["customer", "add", ...options];
      },
      ...{ code: "EVIDENCE_UNREADABLE", exit: 3, says: /nowhere\.json/u },
    },
    {
      wrong: "an unknown deposit",
      command: (issuer) => propose(issuer, "AT2611200000018", address),
      ...{ code: "DEPOSIT_UNKNOWN", exit: 3, says: /AT2611200000018/u },
    },
    {
      wrong: "a deposit of the other coin",
      command: (issuer) => propose(issuer, credits[0].reference, address, "--currency", "USD"),
      ...{ code: "DEPOSIT_UNKNOWN", exit: 3 },
    },
    {
      wrong: "a coin that was not deployed",
      command: () => [...burn("1"), "--currency", "EUR"],
      ...{ code: "DEPLOYMENT_MISSING", exit: 3, says: /EUR/u },
    },
    ...["59", "86101", "1e3", "-60"].map((seconds) => ({
      wrong: `mint propose --valid-for ${seconds}`,
      command: (issuer: Issuer) => propose(issuer, credits[0].reference, address, "--valid-for", seconds),
      ...{ code: "ORDER_VALIDITY", exit: 3 },
    })),
    {
      wrong: "an unknown order",
      command: () => ["mint", "send", "--order", `0x${"5a".repeat(32)}`, "--signer", maker.signer, "--yes"],
      ...{ code: "ORDER_UNKNOWN", exit: 3 },
    },
    {
      wrong: "an order's hash cut too short",
      command: () => ["mint", "approve", "--order", "0x5a", "--signer", maker.signer, "--yes"],
      ...{ code: "ORDER_UNKNOWN", exit: 3 },
    },
    {
      wrong: "report draft --valid-until that is no time",
      command: (issuer) => draft(issuer, "--valid-until", "tomorrow"),
      ...{ code: "COMMAND_USAGE", exit: 2, says: /tomorrow/u },
    },
  ];
  itRefuses(cases);
  it("wrote no draft", () => {
    expect(existsSync(out)).to.equal(false);
  });
});

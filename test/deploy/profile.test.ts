import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { keccak256, toUtf8Bytes, ZeroAddress } from "ethers";

import { readProfile, reportSalt, roleDelay, roleMembers } from "../../scripts/deploy/profile.js";
import { rejection } from "../journal/rejection.js";
import { localProfile } from "./deployedChain.js";

interface RawCoin extends Record<string, unknown> {
  attestors: { address: string; class: string }[];
  quorum: Record<string, unknown>;
}
interface RawProfile extends Record<string, unknown> {
  roles: Record<string, unknown>;
  coins: RawCoin[];
}

const stranger = "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199";

describe("readProfile", () => {
  const folder = mkdtempSync(join(tmpdir(), "atpar-profile-"));
  const file = join(folder, "profile.json");
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Writes the local profile with a change. */
  function write(change: (profile: RawProfile, hkd: RawCoin) => void): string {
    const profile = JSON.parse(readFileSync(localProfile, "utf8")) as RawProfile;
    change(profile, profile.coins[0]!);
    writeFileSync(file, JSON.stringify(profile));
    return file;
  }

  /** The problems a changed profile is refused for. */
  async function problems(change: (profile: RawProfile, hkd: RawCoin) => void): Promise<string[]> {
    const { parameters, violations } = await rejection(readProfile(write(change)), "DEPLOY_PROFILE_INVALID");
    expect(violations.map(({ code }) => code)).to.deep.equal(violations.map(() => "DEPLOY_PROFILE_INVALID"));
    expect(parameters.file).to.equal(file);
    expect(parameters.problem).to.equal(
      violations.map(({ message }) => message.slice(file.length + 2)).join("; "),
      "the violations are the problem's parts",
    );
    return violations.map(({ message }) => message.slice(file.length + 2));
  }

  it("reads the local profile: amounts in token units, addresses checksummed", async () => {
    const profile = await readProfile(
      write((raw) => {
        raw.roles["board"] = String(raw.roles["board"]).toLowerCase();
      }),
    );
    const [hkd, usd] = profile.coins;
    expect(hkd).to.include({ currency: "HKD", orderCap: 5_000_000_000_000n, rateCapacity: 20_000_000_000_000n });
    expect(usd).to.include({ currency: "USD", orderCap: 1_000_000_000_000n, rateCapacity: 5_000_000_000_000n });
    expect(profile.roles.board).to.equal("0x14dC79964da2C08b23698B3D3cc7Ca32193d9955");
    expect(roleMembers(profile).get("MINT_APPROVER")).to.have.length(2);
  });

  it("names a profile by its content, not by how the file is laid out", async () => {
    const plain = await readProfile(write(() => undefined));
    const original = await readProfile(localProfile);
    expect(plain.hash).to.equal(original.hash);
    const other = await readProfile(write((raw) => (raw["delay"] = 172_801)));
    expect(other.hash).not.to.equal(original.hash);
  });

  it("derives the reports' salt from issuer and environment", async () => {
    const profile = await readProfile(localProfile);
    const text = '{"environment":"local","issuer":"Atpar local issuer"}';
    expect(reportSalt(profile)).to.equal(keccak256(toUtf8Bytes(text)));
    expect(reportSalt({ ...profile, environment: "production" })).not.to.equal(reportSalt(profile));
  });

  it("gives each role its delay", async () => {
    const profile = await readProfile(localProfile);
    expect(roleDelay(profile, "MINTER")).to.equal(0);
    expect(roleDelay(profile, "LOOSENER")).to.equal(172_800);
    expect(roleDelay(profile, "UPGRADER")).to.equal(604_800);
    expect(roleDelay(profile, "ADMIN")).to.equal(172_800);
  });

  it("refuses a file that is not there or no JSON", async () => {
    await rejection(readProfile(join(folder, "none.json")), "DEPLOY_PROFILE_INVALID");
    writeFileSync(file, "{");
    await rejection(readProfile(file), "DEPLOY_PROFILE_INVALID");
  });

  const refusals: readonly (readonly [string, (profile: RawProfile, hkd: RawCoin) => void, RegExp])[] = [
    ["an unknown field", (raw) => (raw["speed"] = 1), /speed/u],
    ["an unknown field of a coin", (_, hkd) => (hkd["decimals"] = 6), /^coins\.0: .*decimals/u],
    ["an unknown role", (raw) => (raw.roles["seizer"] = stranger), /^roles: .*seizer/u],
    ["a missing field", (raw) => delete raw["delay"], /^delay: /u],
    ["a bad address", (raw) => (raw.roles["board"] = "0x14dC"), /^roles\.board: not an address$/u],
    [
      "an address whose checksum fails",
      (raw) => (raw.roles["board"] = "0x14DC79964da2C08b23698B3D3cc7Ca32193d9955"),
      /^roles\.board: not an address$/u,
    ],
    ["the zero address", (raw) => (raw.roles["board"] = ZeroAddress), /^roles\.board: the zero address$/u],
    ["nobody to approve", (raw) => (raw.roles["checkers"] = []), /^roles\.checkers: /u],
    ["a shorter upgrade delay", (raw) => (raw["upgradeDelay"] = 172_799), /172799 is shorter than delay 172800$/u],
    ["no delay", (raw) => (raw["delay"] = 0), /^delay: /u],
    ["a delay above 32 bits", (raw) => (raw["upgradeDelay"] = 2 ** 32), /^upgradeDelay: /u],
    ["a delay in parts of seconds", (raw) => (raw["delay"] = 1.5), /^delay: /u],
    ["no coin", (raw) => (raw.coins = []), /^coins: /u],
    ["a currency twice", (_, hkd) => (hkd["currency"] = "USD"), /^a currency occurs twice: USD, USD$/u],
    ["an unknown currency", (_, hkd) => (hkd["currency"] = "HKX"), /^coins\.0\.currency: /u],
    ["a currency without minor unit", (_, hkd) => (hkd["currency"] = "XAU"), /^coins\.0\.currency: /u],
    ["a name of 32 bytes", (_, hkd) => (hkd["name"] = "n".repeat(32)), /^coins\.0\.name: more than 31 bytes$/u],
    ["a name of 33 bytes", (_, hkd) => (hkd["name"] = "\u6e2f".repeat(11)), /^coins\.0\.name: more than 31 bytes$/u],
    ["a coverage below par", (_, hkd) => (hkd["coverage"] = 9_999), /^coins\.0\.coverage: /u],
    ["reports older than 30 days", (_, hkd) => (hkd["maxReportAge"] = 2_592_001), /^coins\.0\.maxReportAge: /u],
    ["an unknown class", (_, hkd) => (hkd.attestors[0]!.class = "regulator"), /^coins\.0\.attestors\.0\.class: /u],
    [
      "an attestor twice",
      (_, hkd) => (hkd.attestors[2] = hkd.attestors[1]!),
      /^HKD: attestor 0xBcd4\w+ occurs twice$/u,
    ],
    [
      "a quorum above its class",
      (_, hkd) => (hkd.quorum["auditors"] = 2),
      /^HKD: .* asks for 2 of class auditor, of 1$/u,
    ],
    ["a quorum of one class", (_, hkd) => (hkd.quorum["auditors"] = 0), /^HKD: .* nobody but issuer officers$/u],
    [
      "a quorum without officers",
      (_, hkd) => (hkd.quorum["issuerOfficers"] = 0),
      /^coins\.0\.quorum\.issuerOfficers: /u,
    ],
    [
      "an order cap above 96 bits",
      (_, hkd) => (hkd["orderCap"] = `${1n << 80n}`),
      /^coins\.0\.orderCap: more than 96 /u,
    ],
  ];
  for (const [name, change, expected] of refusals) {
    it(`refuses ${name}`, async () => {
      const found = await problems(change);
      expect(found.filter((problem) => expected.test(problem))).to.have.length(1, found.join("; "));
    });
  }

  for (const amount of ["1e3", "1,25", "-1", " 5", "", "0.0000001", `${1n << 112n}`, 5_000_000]) {
    it(`refuses the amount ${JSON.stringify(amount)}`, async () => {
      const found = await problems((_, hkd) => (hkd["rateCapacity"] = amount));
      expect(found).to.have.length(1);
      expect(found[0]).to.match(/^coins\.0\.rateCapacity: /u);
    });
  }

  it("lists every fault, not the first", async () => {
    const found = await problems((raw, hkd) => {
      raw.roles["canceller"] = "nobody";
      hkd["orderCap"] = "1,25";
      hkd["currency"] = "HKX";
    });
    expect(found.map((problem) => problem.split(":", 1)[0])).to.have.members([
      "roles.canceller",
      "coins.0.currency",
      "coins.0.orderCap",
    ]);
  });

  const meetings = [
    ["makers", "checkers", "MINTER", "MINT_APPROVER"],
    ["guards", "canceller", "PAUSER", "CANCELLER"],
    ["board", "canceller", "ADMIN", "CANCELLER"],
    ["board", "makers", "ADMIN", "MINTER"],
    ["board", "checkers", "ADMIN", "MINT_APPROVER"],
    ["onboarders", "makers", "ONBOARDER", "MINTER"],
    ["onboarders", "checkers", "ONBOARDER", "MINT_APPROVER"],
    ["compliance", "seizure", "FREEZER", "SEIZER"],
  ] as const;
  for (const [one, other, first, second] of meetings) {
    it(`refuses ${one} that are ${other}`, async () => {
      const changed = write((raw) => {
        for (const field of [one, other]) raw.roles[field] = Array.isArray(raw.roles[field]) ? [stranger] : stranger;
      });
      const { parameters } = await rejection(readProfile(changed), "DEPLOY_ROLES_MEET");
      expect(parameters).to.deep.equal({ account: stranger, first, second });
    });
  }
});

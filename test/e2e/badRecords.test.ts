import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { openEmbeddedDatabase } from "../../scripts/journal/embeddedDatabase.js";
import { newFolder } from "./cli.js";
import { copyDesk, type Issuer } from "./issuer.js";
import type { Operator } from "./operator.js";
import { people } from "./people.js";
import { itRefuses } from "./refusals.js";

/** What is edited of a record. */
interface DeploymentFile {
  genesisHash: string;
  contracts: Record<string, { address: string; codeHash: string }>;
}

/** A desk whose HKD record is written as somebody edited it. */
const edited =
  (edit: (record: DeploymentFile, issuer: Issuer) => void, write: (text: string) => string = (text) => text) =>
  (lane: Operator, issuer: Issuer): Operator => {
    const deployments = newFolder("records");
    cpSync(lane.desk.deployments, deployments, { recursive: true });
    const file = join(deployments, "31337-local/HKD.json");
    const record = JSON.parse(readFileSync(file, "utf8")) as DeploymentFile;
    edit(record, issuer);
    writeFileSync(file, write(JSON.stringify(record)));
    return lane.with({ deployments });
  };

/** A desk whose journal somebody damaged. */
const damaged =
  (damage: (folder: string) => unknown) =>
  async (lane: Operator): Promise<Operator> => {
    const copy = copyDesk(lane);
    await damage(copy.desk.journal);
    return copy;
  };

/** Edits rows behind the journal's back, as somebody with a database tool would. */
const sql =
  (statement: string) =>
  async (folder: string): Promise<void> => {
    const database = await openEmbeddedDatabase(join(folder, "pg"));
    await database.query("alter table entry disable trigger append_only");
    await database.query(statement);
    await database.close();
  };

const pause = (): readonly string[] => ["pause", "--issuance", "--signer", people.guard.signer, "--yes"];
const list = (): readonly string[] => ["deposits", "list"];
const drift = { command: pause, code: "DEPLOYMENT_DRIFT", exit: 7 };
const malformed = { command: pause, code: "DEPLOYMENT_MALFORMED", exit: 3 };
const corrupt = { command: pause, code: "JOURNAL_CORRUPT", exit: 3 };
const zeros = `0x${"0".repeat(64)}`;

describe("e2e/bad records: deployments and journals", function () {
  this.timeout(120_000);
  itRefuses([
    {
      ...{ ...drift, wrong: "another code hash", says: /HKD\.json says contracts\.coin\.codeHash is 0x0{64}/u },
      desk: edited(({ contracts }) => {
        contracts["coin"]!.codeHash = zeros;
      }),
    },
    {
      ...{
        ...drift,
        wrong: "an address with no contract",
        says: new RegExp(`${people.stranger.address}.*no contract`, "u"),
      },
      desk: edited(({ contracts }) => {
        contracts["registry"]!.address = people.stranger.address;
      }),
    },
    {
      ...{ ...drift, wrong: "the other coin's address", says: /contracts\.coin\.codeHash/u },
      desk: edited(({ contracts }, { usd }) => {
        contracts["coin"]!.address = usd.coin;
      }),
    },
    {
      ...{ ...drift, wrong: "another chain's genesis", says: /genesisHash is 0x0{64}/u },
      desk: edited((record) => {
        record.genesisHash = zeros;
      }),
    },
    {
      ...{ ...malformed, wrong: "a record that is no JSON" },
      desk: edited(
        () => undefined,
        (text) => text.slice(0, -20),
      ),
    },
    {
      ...{ ...malformed, wrong: "a record with a field missing", says: /contracts\.control/u },
      desk: edited(({ contracts }) => {
        delete contracts["control"];
      }),
    },
    {
      ...{ wrong: "no record", command: pause, code: "DEPLOYMENT_MISSING", exit: 3, says: /HKD\.json/u },
      desk: (lane) => lane.with({ deployments: newFolder("none") }),
    },
    {
      ...{ wrong: "no record of any coin", command: () => ["status"], code: "DEPLOYMENT_MISSING", exit: 3 },
      desk: (lane) => lane.with({ deployments: newFolder("none") }),
    },
    {
      ...{ ...corrupt, wrong: "an amount changed in the journal", says: /entry \d+.*[0-9a-f]{64}.*[0-9a-f]{64}/u },
      desk: damaged(
        sql("update entry set body = replace(body, '25000000', '95000000') where kind = 'deposit.imported'"),
      ),
    },
    {
      ...{ ...corrupt, wrong: "an entry taken out of the journal", says: /entry 3/u },
      desk: damaged(sql("delete from entry where seq = 3")),
    },
    {
      ...{ ...corrupt, wrong: "the database gone" },
      desk: damaged((folder) => {
        rmSync(join(folder, "pg"), { recursive: true });
      }),
    },
    {
      ...{ wrong: "a file where the journal's folder should be", command: list, code: "JOURNAL_UNUSABLE", exit: 3 },
      desk: (lane) => {
        const journal = newFolder("file");
        writeFileSync(journal, "");
        return lane.with({ journal });
      },
    },
    {
      ...{ wrong: "DATABASE_URL", command: list, code: "JOURNAL_SERVER_UNSUPPORTED", exit: 3, hides: "hunter2" },
      env: { DATABASE_URL: "postgres://me:hunter2@localhost/journal" },
    },
  ]);
});

import type { Command } from "commander";

import { readRoles, type ChainRoles } from "../deploy/chainRoles.js";
import { deployedContracts, readNetworkRecords } from "../deploy/record.js";
import { roleTable } from "../deploy/roleTable.js";
import { ExitCode } from "../errors/group.js";
import { formatTimestamp } from "../money/timestamps.js";
import { action, type Session } from "./session.js";
import { table, wrap } from "./table.js";

export function registerRoles(program: Command): void {
  program
    .command("roles")
    .description("who holds which role, as read from the chain; what must not meet and does")
    .action(action(showRoles));
}

async function showRoles(session: Session): Promise<ExitCode> {
  const network = session.network();
  const provider = await session.provider();
  const [currency = ""] = await session.deployedCurrencies();
  session.output.progress("reading the roles from the chain ...");
  const record = await session.deployment(currency);
  const contracts = deployedContracts(await readNetworkRecords(session.deployments, record));
  const now = await session.chainTime();
  const roles = await readRoles(provider, contracts, record.contracts.manager.block, now, record);
  print(session, roles, contracts.revoker);
  session.data("atpar.roles/1", {
    ok: true,
    network: network.name,
    chainId: network.chainId,
    manager: contracts.manager,
    time: now,
    roles: roles.roles.map(({ name, id, grantDelay, members }) => ({
      name,
      id: Number(id),
      does: roleTable[name].does,
      grantDelay,
      members: members.map((member) => ({ ...member })),
    })),
    pending: roles.pending.map((pending) => ({ ...pending })),
    meetings: roles.meetings.map((meeting) => ({ ...meeting })),
    faults: roles.faults.map((fault) => ({ ...fault })),
  });
  return roles.faults.length + roles.meetings.length === 0 ? ExitCode.Ok : ExitCode.Drift;
}

function print({ output }: Session, roles: ChainRoles, revoker: string): void {
  const rows = roles.roles.flatMap(({ name, members }) =>
    members.length === 0
      ? [[name, "(nobody)", ""]]
      : members.map(({ account, delay }, index) => [
          index === 0 ? name : "",
          account,
          account === revoker ? "revokes, at once" : delay === 0 ? "at once" : hours(delay),
        ]),
  );
  for (const line of table([{ title: "role" }, { title: "held by" }, { title: "acts after" }], rows)) output.line(line);
  output.line();
  if (roles.pending.length === 0) output.line("All delays are in force.");
  const say = (text: string, style?: "red"): void => {
    for (const line of wrap(text, 80)) output.line(style === undefined ? line : output.paint(style, line));
  };
  for (const { what, delay, effect } of roles.pending) {
    say(`not yet: delay of ${hours(delay)} on ${what}, from ${formatTimestamp(effect)}`);
  }
  for (const { account, first, second } of roles.meetings) {
    say(`must not meet: ${account} holds ${first} and ${second}`, "red");
  }
  for (const { what } of roles.faults) say(`fault: ${what}`, "red");
  if (roles.meetings.length + roles.faults.length === 0) {
    say("No key holds two roles that must not meet; every selector has the role of the table.");
  }
}

function hours(seconds: number): string {
  return `${seconds / 3600} h`;
}

import type { Command } from "commander";

import { registerReserveTables } from "./reserveTables.js";

/** What is read out of a document without moving anything. */
export function registerReserveAnalyses(reserves: Command): void {
  registerReserveTables(reserves);
}

import type { Command } from "commander";

import { registerReserveExcess } from "./reserveExcess.js";
import { registerReserveStress } from "./reserveStress.js";
import { registerReserveTables } from "./reserveTables.js";

/** What is read out of a document without moving anything. */
export function registerReserveAnalyses(reserves: Command): void {
  registerReserveTables(reserves);
  registerReserveStress(reserves);
  registerReserveExcess(reserves);
}

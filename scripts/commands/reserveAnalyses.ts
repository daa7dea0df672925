import type { Command } from "commander";

import { registerReserveBreaches } from "./reserveBreaches.js";
import { registerReserveExcess } from "./reserveExcess.js";
import { registerReserveStress } from "./reserveStress.js";
import { registerReserveTables } from "./reserveTables.js";

/** What is read out of documents, and of the log of their breaches, without moving anything. */
export function registerReserveAnalyses(reserves: Command): void {
  registerReserveTables(reserves);
  registerReserveStress(reserves);
  registerReserveExcess(reserves);
  registerReserveBreaches(reserves);
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { getStorageUpgradeReport, type StorageLayout, withValidationDefaults } from "@openzeppelin/upgrades-core";

/** The storage of the last release, as OpenZeppelin's validator read it then: what a deployed coin has in its slots. */
export const RECORD = resolve(import.meta.dirname, "../../deployments/storage/StablecoinControl.json");

export async function recordedLayout(): Promise<StorageLayout> {
  return JSON.parse(await readFile(RECORD, "utf8")) as StorageLayout;
}

/** What an upgrade from one storage layout to another breaks. */
export function compareLayouts(from: StorageLayout, to: StorageLayout): ReturnType<typeof getStorageUpgradeReport> {
  return getStorageUpgradeReport(from, to, withValidationDefaults({ kind: "uups" }));
}

/** As it is kept: the compiler's running numbers, which change with any edit, counted anew from one. */
export function layoutText(layout: StorageLayout): string {
  const numbers = new Map<string, number>();
  const text = JSON.stringify(layout, null, 2).replaceAll(/(?<=\))\d+(?=\b|_storage)/gu, (astId) => {
    if (!numbers.has(astId)) numbers.set(astId, numbers.size + 1);
    return String(numbers.get(astId));
  });
  // nor the lines of the sources
  return `${text.replaceAll(/(?<="src": "[^"]+\.sol):\d+/gu, "")}\n`;
}

/**
 * What the tables answer to: the one place where paragraphs are cited. Those of the HKMA Guideline are from secondary
 * sources; correct them here, and every table is corrected.
 */
export const tableRules = {
  B1: {
    asks: "reserve at market value not below the par value of the tokens outstanding",
    sources: ["HKMA Guideline 2.2.1", "GENIUS Act 4(a)(1)(A)"],
  },
  B2: {
    asks: "over-collateralisation for market risk, limits, and what happens when one is broken",
    sources: ["HKMA Guideline 2.2.1", "HKMA Guideline 6.4"],
  },
  B3: { asks: "frozen tokens stay backed", sources: ["HKMA Guideline 2.2.3"] },
  B4: { asks: "what may be held", sources: ["HKMA Guideline 2.3.1", "GENIUS Act 4(a)(1)(A)"] },
  B5: { asks: "segregated custody; only the excess may leave", sources: ["HKMA Guideline 2.5"] },
  B6: { asks: "assets in the coin's currency, or in an allowed one", sources: ["HKMA Guideline 2.3"] },
  D1: { asks: "daily statement; weekly report and publication", sources: ["HKMA Guideline 2.7.2"] },
  D4: {
    asks: "monthly: tokens outstanding; amount, composition, average tenor and location of custody of each class",
    sources: ["GENIUS Act 4(a)(1)(C)", "GENIUS Act 4(a)(3)"],
  },
  D5: {
    asks: "tokens outstanding, assets available and their comparison at one instant",
    sources: ["AICPA 2025 criteria, part I"],
  },
} as const;

export type TableRule = keyof typeof tableRules;

/** A rule as the tables print it: `B3 frozen tokens stay backed (HKMA Guideline 2.2.3)`. */
export function ruleText(id: TableRule): string {
  const { asks, sources } = tableRules[id];
  return `${id} ${asks} (${sources.join("; ")})`;
}

import { expect } from "chai";
import fc from "fast-check";
import { closingBalance, openingBalance } from "../../scripts/statements/statement.js";
import { closingOf, day, expectedEntries, foundEntries, print, type Day, type DayEntry } from "./arbitraryDay.js";
import { asMessage, bal, hkd, message, only, read, stmt } from "./fixture.js";

function printEntry(entry: DayEntry, currency: Day["currency"]): string {
  const { direction, reversal, amountMinor, bookingDate = "", valueDate = "", accountServicerRef } = entry;
  const { endToEndId, remittance } = entry;
  const reference = accountServicerRef === undefined ? "" : `<AcctSvcrRef>${accountServicerRef}</AcctSvcrRef>`;
  const refs = endToEndId === undefined ? "" : `<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>`;
  const info = remittance.map((text) => `<RmtInf><Ustrd>${text}</Ustrd></RmtInf>`).join("");
  const details = refs + info === "" ? "" : `<NtryDtls><TxDtls>${refs}${info}</TxDtls></NtryDtls>`;
  return (
    `<Ntry><Amt Ccy="${currency}">${print(amountMinor, currency, ".")}</Amt>` +
    `<CdtDbtInd>${direction === "credit" ? "CRDT" : "DBIT"}</CdtDbtInd><RvslInd>${String(reversal)}</RvslInd>` +
    `<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${bookingDate}</Dt></BookgDt><ValDt><Dt>${valueDate}</Dt></ValDt>` +
    `${reference}${details}</Ntry>`
  );
}

function printBalance(type: string, minor: bigint, currency: Day["currency"]): string {
  return bal(type, print(minor < 0n ? -minor : minor, currency, "."), {
    ccy: currency,
    ind: minor < 0n ? "DBIT" : "CRDT",
  });
}

describe("statements/camt: what is printed is what is read", () => {
  it("over generated camt.052, camt.053 and camt.054, versions 02 to 13", () => {
    const kinds = fc.constantFrom("camt.052" as const, "camt.053" as const, "camt.054" as const);
    fc.assert(
      fc.property(day, kinds, fc.integer({ min: 2, max: 13 }), (given, kind, version) => {
        const { account, number, currency, entries, opening } = given;
        const id = account.startsWith("GB")
          ? `<Id><IBAN>${account}</IBAN></Id>`
          : `<Id><Othr><Id>${account}</Id></Othr></Id>`;
        const printed = entries.map((entry) => printEntry(entry, currency)).join("");
        const balances = printBalance("OPBD", opening, currency) + printBalance("CLBD", closingOf(given), currency);
        const body = kind === "camt.053" ? balances + printed : printed;
        const parts = { seq: number.toString(), account: `${id}<Ccy>${currency}</Ccy>`, body };
        const whole = message(stmt(parts), version.toString().padStart(2, "0"));
        const later = kind === "camt.053" ? whole : asMessage(whole, kind);
        const text = version > 2 ? later : later.replaceAll("<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>");
        const { statements, violations } = read(text);
        expect(violations).to.deep.equal([]);
        const [statement] = statements;
        expect(statement).to.include({ kind, id: "S1" });
        expect(statement?.account).to.include({ id: account, currency });
        expect(statement?.sequence).to.deep.equal({ electronic: number.toString() });
        expect(foundEntries(statement!.entries)).to.deep.equal(expectedEntries(given));
        if (kind !== "camt.053") return;
        expect(openingBalance(statement!)?.amountMinor).to.equal(opening);
        expect(closingBalance(statement!)?.amountMinor).to.equal(closingOf(given));
      }),
      { numRuns: 200 },
    );
  });

  it("and never with another digit in an amount: it is refused, or reads as something else", () => {
    const text = asMessage(hkd, "camt.052");
    const whole = only(read(text));
    const places = [...text.matchAll(/(?<=<(?:Amt(?: Ccy="HKD")?|Sum)>)[0-9.]+/gu)].flatMap(({ index, 0: amount }) =>
      [...amount.matchAll(/[0-9]/gu)].map((digit) => index + digit.index),
    );
    expect(places.length).to.be.at.least(90);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = ((Number(text[at]) + by) % 10).toString();
        const { statements, violations } = read(text.slice(0, at) + digit + text.slice(at + 1));
        const { balances, entries } = statements[0]!;
        const same =
          JSON.stringify([balances, entries], plain) === JSON.stringify([whole.balances, whole.entries], plain);
        expect(same && violations.length === 0).to.equal(false);
      }),
      { numRuns: 200 },
    );
  });
});

function plain(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

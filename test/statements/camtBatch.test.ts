import { expect } from "chai";
import { asMessage, message, ntry, only, onlyViolation, read, stmt } from "./fixture.js";

const part = (amount: string, more = "") => `<TxDtls><Amt Ccy="HKD">${amount}</Amt>${more}</TxDtls>`;
const btch = (inner: string) => `<Btch>${inner}</Btch>`;
const text = (...details: readonly string[]) => {
  const more = details.map((detail) => `<NtryDtls>${detail}</NtryDtls>`).join("");
  return asMessage(message(stmt({ body: ntry("5.00", { more }) })), "camt.054");
};
const total = (amount: string, ccy = "HKD", ind = "") => `<TtlAmt Ccy="${ccy}">${amount}</TtlAmt>${ind}`;
const two = part("2.00") + part("3.00");

describe("statements/camtBatch", () => {
  it("accepts what agrees, and what cannot be compared", () => {
    for (const sound of [
      text(btch("<NbOfTxs>2</NbOfTxs>") + two),
      text(btch(`<NbOfTxs>2</NbOfTxs>${total("5.00")}`) + two),
      text(btch(`<NbOfTxs>2</NbOfTxs>${total("0.64", "USD")}`) + two),
      // the bank counts more payments than it details
      text(btch(`<NbOfTxs>20</NbOfTxs>${total("9.99")}`)),
      text(btch(`<NbOfTxs>3</NbOfTxs>${total("9.99")}`) + two),
      text(btch("<NbOfTxs>1</NbOfTxs>") + part("2.00"), btch("<NbOfTxs>1</NbOfTxs>") + part("3.00")),
      text(btch("<NbOfTxs>1</NbOfTxs>") + part("2.00"), part("3.00")),
    ]) {
      expect(read(sound).violations).to.deep.equal([]);
    }
    const counted = only(read(text(btch("<NbOfTxs>1</NbOfTxs>"), btch("<NbOfTxs>4</NbOfTxs>")))).entries[0]?.batchCount;
    expect(counted).to.equal(5);
  });

  it("refuses more details than the batch counts, and a total that they do not add up to", () => {
    const count = onlyViolation(text(btch("<NbOfTxs>1</NbOfTxs>") + two));
    expect(count.code).to.equal("STATEMENT_BATCH_CONTRADICTS");
    expect(count.message).to.include("Btch/NbOfTxs says 1").and.to.include("give 2");
    const sum = onlyViolation(text(btch(`<NbOfTxs>2</NbOfTxs>${total("5.01")}`) + two));
    expect(sum.code).to.equal("STATEMENT_BATCH_CONTRADICTS");
    expect(sum.message).to.include("Btch/TtlAmt says 5.01 HKD").and.to.include("give 5.00");
    const credit = "<CdtDbtInd>CRDT</CdtDbtInd>";
    const debit = "<CdtDbtInd>DBIT</CdtDbtInd>";
    const details = part("2.00", credit) + part("3.00", credit);
    expect(read(text(btch(`<NbOfTxs>2</NbOfTxs>${total("5.00", "HKD", credit)}`) + details)).violations).to.deep.equal(
      [],
    );
    const sign = onlyViolation(text(btch(`<NbOfTxs>2</NbOfTxs>${total("5.00", "HKD", debit)}`) + details));
    expect(sign.message).to.include("says -5.00 HKD").and.to.include("give 5.00");
  });
});

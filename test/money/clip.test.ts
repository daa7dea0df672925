import { expect } from "chai";
import { clip } from "../../scripts/money/clip.js";

describe("money/clip", () => {
  it("leaves short plain text alone, escapes what could move the cursor, shortens the rest", () => {
    expect(clip("1234.50 Ä 銀行")).to.equal("1234.50 Ä 銀行");
    expect(clip("a\u001b[2Jb\n\u202ec\u2028")).to.equal("a\\u{1b}[2Jb\\u{a}\\u{202e}c\\u{2028}");
    expect(clip("x".repeat(64))).to.equal("x".repeat(64));
    expect(clip("x".repeat(65))).to.equal(`${"x".repeat(61)}...`);
    expect(clip("\u0000".repeat(1000))).to.have.length(64);
  });
});

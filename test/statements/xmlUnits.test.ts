import { expect } from "chai";
import fc from "fast-check";
import { catalogue } from "../../scripts/errors/catalogue.js";
import { change, codes, hkd, message, ntry, onlyViolation, read, stmt, usd } from "./fixture.js";

describe("statements/xmlUnits", () => {
  it("refuses a DOCTYPE, wherever it stands, and never expands an entity", () => {
    const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
    const entity = '<!DOCTYPE Document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    const inside = change(change(hkd, declaration, declaration + entity), "Invoice 77", "&b;");
    expect(onlyViolation(inside).code).to.equal("STATEMENT_XML_DOCTYPE");
    const external = change(hkd, declaration, `${declaration}<!DOCTYPE x SYSTEM "file:///etc/passwd">`);
    expect(onlyViolation(external).code).to.equal("STATEMENT_XML_DOCTYPE");
    expect(codes(read(change(hkd, "<GrpHdr>", "<GrpHdr><!DOCTYPE x>")))).to.deep.equal(["STATEMENT_XML_DOCTYPE"]);
    const { code, line } = onlyViolation(change(hkd, "Invoice 77", "&xxe;"));
    expect(code).to.equal("STATEMENT_XML_ENTITY");
    expect(line).to.be.greaterThan(100);
    expect(codes(read(change(hkd, "Invoice 77", "&#x110000;")))).to.deep.equal(["STATEMENT_XML_ENTITY"]);
  });

  it("reads XML's own entities, character references and CDATA", () => {
    const text = change(hkd, "Peak Payments Limited", "A &amp; B &#x4e2d;<![CDATA[ <Ltd>]]>");
    expect(read(text).violations).to.deep.equal([]);
    expect(read(text).statements[0]?.entries[1]?.details[0]?.debtorName).to.equal("A & B 中 <Ltd>");
  });

  it("refuses what is not UTF-8, and what says that it is not", () => {
    const latin1 = Buffer.from(change(hkd, "Peak", "P\u00e9ak"), "latin1");
    const { code, message: says, line } = onlyViolation(latin1);
    expect(code).to.equal("STATEMENT_NOT_UTF8");
    expect(says)
      .to.include("0xe9")
      .and.to.include(`offset ${latin1.indexOf(0xe9)}`);
    expect(line).to.equal(latin1.subarray(0, latin1.indexOf(0xe9)).toString("latin1").split("\n").length);
    const statement = read(latin1).statements[0];
    expect([statement?.complete, statement?.entries.length, statement?.id]).to.deep.equal([
      false,
      1,
      "ATPR-HKD-20261120",
    ]);
    expect(onlyViolation(Buffer.from(hkd, "utf16le")).code).to.be.oneOf([
      "STATEMENT_XML_MALFORMED",
      "STATEMENT_NOT_UTF8",
    ]);
    expect(onlyViolation(Buffer.from(`\ufeff${hkd}`, "utf16le")).code).to.equal("STATEMENT_NOT_UTF8");
    expect(onlyViolation(change(hkd, 'encoding="UTF-8"', 'encoding="ISO-8859-1"')).code).to.equal("STATEMENT_NOT_UTF8");
    expect(read(change(hkd, 'encoding="UTF-8"', 'encoding="utf-8"')).violations).to.deep.equal([]);
  });

  it("keeps characters whole where they fall on the border of two chunks", () => {
    for (let shift = 0; shift < 4; shift++) {
      const filler = `<!--${"x".repeat(65_536 - 7 - shift)}-->`;
      const name = "銀\u{1f3e6}é";
      const text = filler + change(hkd.slice(hkd.indexOf("<Document")), "Peak Payments Limited", name.repeat(30_000));
      const result = read(text);
      expect(result.violations).to.deep.equal([]);
      expect(result.statements[0]?.entries[1]?.details[0]?.debtorName).to.equal(name.repeat(30_000));
    }
  });

  it("says where a truncated file ends, and gives back what stood before", () => {
    const at = hkd.indexOf("<NtryRef>3");
    const { violations, statements } = read(hkd.slice(0, at));
    expect(violations.map(({ code }) => code)).to.include("STATEMENT_TRUNCATED");
    expect(new Set(violations.map(({ code }) => code)).size).to.equal(1);
    expect(violations[0]?.line).to.equal(hkd.slice(0, at).split("\n").length);
    expect(statements[0]?.complete).to.equal(false);
    expect(statements[0]?.entries.map(({ amountMinor }) => amountMinor)).to.deep.equal([100000000n, 25000000n]);
  });

  it("refuses every truncation of a file", () => {
    const end = usd.trimEnd().length;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: end - 1 }), (length) => {
        expect(read(usd.slice(0, length)).violations).to.not.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });

  it("refuses an empty file", () => {
    for (const text of ["", " \n\t\r\n"]) expect(onlyViolation(text).code).to.equal("STATEMENT_EMPTY");
    expect(read("\ufeff").violations).to.not.deep.equal([]);
  });

  it("bounds size, depth, text, attributes, elements, items and violations", () => {
    const note = (inner: string) => change(hkd, "<NtryRef>1</NtryRef>", `<NtryRef>1</NtryRef>${inner}`);
    const deep = `${"<a>".repeat(80)}${"</a>".repeat(80)}`;
    const attributes = Array.from({ length: 80 }, (_, index) => `a${index}="1"`).join(" ");
    const many = message(stmt({ body: ntry("1.00").repeat(30) }));
    const bad = message(stmt({ body: ntry("x").repeat(30) }));
    const cases = [
      [hkd, { bytes: 6000 }, "STATEMENT_TOO_LARGE"],
      [note(deep), {}, "STATEMENT_XML_DEPTH"],
      ["<a>".repeat(100_000), {}, "STATEMENT_XML_DEPTH"],
      [note(`<AddtlNtryInf>${"x".repeat(2000)}</AddtlNtryInf>`), { textCharacters: 1000 }, "STATEMENT_XML_TEXT_LENGTH"],
      [note("<AddtlNtryInf>abc</AddtlNtryInf>".repeat(400)), { textCharacters: 1000 }, "STATEMENT_XML_TEXT_LENGTH"],
      // held back by the tokenizer: a text, a comment and a tag that never end
      [`<a>${"x".repeat(300_000)}`, { textCharacters: 1000 }, "STATEMENT_XML_TEXT_LENGTH"],
      [`<!--${"x".repeat(300_000)}`, { textCharacters: 1000 }, "STATEMENT_XML_TEXT_LENGTH"],
      [`<${"x".repeat(300_000)}`, { textCharacters: 1000 }, "STATEMENT_XML_TEXT_LENGTH"],
      [note(`<x ${attributes}/>`), {}, "STATEMENT_XML_TOO_MANY"],
      [note("<x/>".repeat(200)), { elements: 100 }, "STATEMENT_XML_TOO_MANY"],
      [note(`<NtryDtls>${"<x/><TxDtls/>".repeat(200)}</NtryDtls>`), { elements: 100 }, "STATEMENT_XML_TOO_MANY"],
      [many, { items: 20 }, "STATEMENT_XML_TOO_MANY"],
      [bad, { violations: 10 }, "STATEMENT_TOO_MANY_VIOLATIONS"],
    ] as const;
    for (const [text, limits, code] of cases) {
      const found = codes(read(text, limits));
      expect(found, text.slice(0, 40)).to.include(code);
      expect(found.length).to.be.at.most(11);
    }
    // the statement, its Id and its account count as well
    expect(read(many, { items: 20 }).statements[0]?.entries).to.have.length(17);
    expect(read(hkd, { bytes: Buffer.byteLength(hkd) }).violations).to.deep.equal([]);
  });

  it("does not slow down on long runs of space and digits", function () {
    this.timeout(10_000);
    const space = " ".repeat(900_000);
    const text = change(hkd, "Invoice 77", `a${space}b`);
    const amount = change(hkd, '<Amt Ccy="HKD">1000000.00', `<Amt Ccy="HKD">${"1".repeat(900_000)}`);
    const started = process.hrtime.bigint();
    expect(read(text).statements[0]?.entries[1]?.details[0]?.remittance).to.deep.equal(["a b"]);
    expect(codes(read(amount))).to.include("STATEMENT_AMOUNT_MALFORMED");
    expect(codes(read(change(hkd, "<ElctrncSeqNb>", `<ElctrncSeqNb>${space}x`)))).to.include(
      "STATEMENT_NUMBER_MALFORMED",
    );
    expect(Number((process.hrtime.bigint() - started) / 1_000_000n)).to.be.lessThan(5_000);
  });

  it("answers any bytes with coded violations, each on one line", () => {
    const clean = (bytes: Uint8Array) => {
      const { violations } = read(bytes);
      expect(violations).to.not.deep.equal([]);
      for (const { code, message: says } of violations) {
        expect(catalogue).to.have.property(code);
        expect(says).to.not.match(/[\p{Cc}\u2028\u2029]/u);
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), clean));
    const markup = fc.constantFrom(
      "<",
      ">",
      "/",
      "<a>",
      "</a>",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "&",
      ";",
      "<?",
      "?>",
      '"',
    );
    const words = fc.array(fc.oneof(markup, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 30 });
    fc.assert(
      fc.property(words, (parts) => {
        clean(new TextEncoder().encode(parts.join("")));
      }),
    );
  });

  it("never throws on a sound file with bytes changed in it", () => {
    const bytes = new TextEncoder().encode(usd);
    const place = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        for (const { code } of read(changed).violations) expect(catalogue).to.have.property(code);
      }),
      { numRuns: 300 },
    );
  });
});

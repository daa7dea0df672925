import { expect } from "chai";
import { AbiCoder, getAddress, Interface, makeError } from "ethers";

import { decodeRevert, isRevert, revertArguments } from "../../scripts/chain/revert.js";
import { revertMeanings, standardErrors } from "../../scripts/chain/revertMeanings.js";

const account = getAddress(`0x${"ab".repeat(20)}`);
const own = new Interface([
  "error OverLimit(uint256 amount, uint256 limit)",
  "error Lines((uint64 chainId, address token)[] lines, bytes32 root)",
]);
const erc20 = new Interface(standardErrors);
const data = own.encodeErrorResult("OverLimit", [2n ** 200n, 5n]);

describe("decodeRevert", () => {
  it("decodes a custom error of the interfaces given", () => {
    const revert = decodeRevert(data, [own]);
    expect(revert).to.include({ name: "OverLimit", signature: "OverLimit(uint256,uint256)", data });
    expect(revert.args).to.deep.equal([
      ["amount", (2n ** 200n).toString()],
      ["limit", "5"],
    ]);
    expect(revertArguments(revert)).to.equal(`amount ${(2n ** 200n).toString()}, limit 5`);
  });

  it("decodes arrays and structs by name", () => {
    const root = `0x${"11".repeat(32)}`;
    const revert = decodeRevert(own.encodeErrorResult("Lines", [[{ chainId: 1, token: account }], root]), [own]);
    expect(revertArguments(revert)).to.equal(`lines [(chainId 1, token ${account})], root ${root}`);
  });

  it("knows OpenZeppelin's errors without being given them, and what they mean", () => {
    for (const text of standardErrors) {
      const fragment = erc20.getError(/error (\w+)/u.exec(text)![1]!)!;
      const samples = fragment.inputs.map(({ type }) => {
        return { address: account, bytes32: `0x${"11".repeat(32)}`, bytes4: "0x11111111" }[type] ?? 7n;
      });
      const revert = decodeRevert(erc20.encodeErrorResult(fragment, samples));
      expect(revert.name).to.equal(fragment.name);
      expect(revert.args).to.have.length(fragment.inputs.length);
      expect(Object.hasOwn(revertMeanings, fragment.name), fragment.name).to.equal(true);
    }
  });

  it("decodes Solidity's own errors", () => {
    const words = new Interface(["error Error(string reason)", "error Panic(uint256 code)"]);
    expect(decodeRevert(words.encodeErrorResult("Error", ["no, thanks"])).args).to.deep.equal([
      ["reason", "no, thanks"],
    ]);
    expect(decodeRevert(words.encodeErrorResult("Panic", [0x11n]))).to.include({
      name: "Panic",
      meaning: "arithmetic over- or underflow",
    });
  });

  it("says so when there is no reason, or none that is known", () => {
    expect(decodeRevert("0x").name).to.equal("EmptyRevert");
    expect(decodeRevert(new Error("nothing inside")).name).to.equal("EmptyRevert");
    const unknown = decodeRevert("0x12345678aa", [own]);
    expect(unknown).to.include({ name: "UnknownError", data: "0x12345678aa" });
    expect(unknown.args).to.deep.equal([["data", "0x12345678aa"]]);
    // the selector is known, but its arguments are cut short
    expect(decodeRevert(data.slice(0, 74), [own]).name).to.equal("UnknownError");
  });

  it("finds the data in every shape it comes in, and takes no call's data for it", () => {
    const callData = erc20.encodeErrorResult("RateLimitExceeded");
    const transaction = { to: account, data: callData };
    const shapes: readonly unknown[] = [
      makeError("reverted", "CALL_EXCEPTION", {
        action: "call",
        data,
        reason: null,
        transaction,
        invocation: null,
        revert: null,
      }),
      {
        data: null,
        transaction,
        info: { error: { code: 3, message: "execution reverted", data }, payload: transaction },
      },
      { code: -32603, message: "VM Exception", data: { message: "reverted", txHash: `0x${"22".repeat(32)}`, data } },
      { error: { data: { originalError: { code: 3, data } } } },
      { message: "VM execution error.", data: `Reverted ${data}` },
      { data: "0x", error: { data } },
      new Error("outer", { cause: { data } }),
    ];
    for (const [index, shape] of shapes.entries()) {
      expect(decodeRevert(shape, [own]).name, index.toString()).to.equal("OverLimit");
    }
    expect(decodeRevert({ transaction, payload: transaction }).name).to.equal("EmptyRevert");
  });

  it("tells a revert from a refusal of the node", () => {
    expect(isRevert({ code: 3, message: "execution reverted" })).to.equal(true);
    expect(isRevert({ code: -32000, message: "header not found" })).to.equal(false);
    expect(isRevert({ code: -32603, message: "odd", data: { data } })).to.equal(true);
  });

  it("agrees with Solidity's encoding of a revert with words", () => {
    const encoded = `0x08c379a0${AbiCoder.defaultAbiCoder().encode(["string"], ["why"]).slice(2)}`;
    expect(decodeRevert(encoded).args).to.deep.equal([["reason", "why"]]);
  });
});

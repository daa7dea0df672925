import { expect } from "chai";
import { Interface } from "ethers";

import {
  IStablecoin__factory,
  IStablecoinControl__factory,
  Stablecoin__factory,
  StablecoinControl__factory,
} from "../../typechain-types/index.js";

type Abi = ConstructorParameters<typeof Interface>[0];
type Kind = "function" | "event" | "error";

/**
 * The items of one kind in an ABI, each once: functions with what they return and whether they write (an interface calls
 * `view` what an implementation may make `pure`), events with what is indexed.
 */
function items(abi: Abi, kind: Kind): string[] {
  const face = new Interface(abi);
  const all = new Set<string>();
  if (kind === "function") {
    face.forEachFunction((one) => {
      const returned = one.outputs.map(({ type }) => type).join(",");
      all.add(`${one.format("sighash")} ${one.constant ? "reads" : one.stateMutability} (${returned})`);
    });
  } else if (kind === "event") {
    face.forEachEvent((one) => {
      const indexed = one.inputs.map((input) => (input.indexed === true ? "indexed" : "plain"));
      all.add(`${one.format("sighash")} ${indexed.join(",")}`);
    });
  } else face.forEachError((one) => all.add(one.format("sighash")));
  return [...all].sort();
}

/** Sighashes alone. */
function names(abi: Abi, kind: Kind): string[] {
  return items(abi, kind).map((item) => item.split(" ", 1)[0] ?? "");
}

/** How the two faces' ABIs differ from the coin's: what nobody calls or meets at the coin's address. */
const exceptions = {
  function: [],
  event: [],
  error: [
    // in code that is compiled in and never reached
    "InvalidAccountNonce(address,uint256)",
    "InvalidShortString()",
    "SafeCastOverflowedUintDowncast(uint8,uint256)",
  ],
} as const satisfies Readonly<Record<Kind, readonly string[]>>;

describe("IStablecoin", () => {
  const coin = IStablecoin__factory.abi;
  const holder = Stablecoin__factory.abi;
  const control = StablecoinControl__factory.abi;

  for (const kind of ["function", "event", "error"] as const) {
    it(`has every ${kind} of the two faces, but for the exceptions, and no other`, () => {
      const known: readonly string[] = exceptions[kind];
      const faces = new Set([...items(holder, kind), ...items(control, kind)]);
      const expected = [...faces].filter((item) => !known.includes(item.split(" ", 1)[0] ?? ""));
      const whole = items(coin, kind);
      expect(expected.filter((item) => !whole.includes(item))).to.deep.equal([], "missing");
      expect(whole.filter((item) => !expected.includes(item))).to.deep.equal([], "of neither face");
      const every = [...names(holder, kind), ...names(control, kind)];
      expect(every).to.include.members([...known], "an exception that is none");
    });
  }

  it("is the faces' whole ABI: beside it they have constructors and the holder's fallback", () => {
    const others = (abi: Abi) =>
      new Interface(abi).fragments
        .map(({ type }) => type)
        .filter((type) => !["function", "event", "error"].includes(type));
    expect(others(coin)).to.deep.equal([]);
    expect(others(holder)).to.have.members(["constructor", "fallback"]);
    expect(others(control)).to.deep.equal(["constructor"]);
  });

  it("has each function on one face only: none is moved", () => {
    const shared = names(holder, "function").filter((name) => names(control, "function").includes(name));
    expect(shared).to.deep.equal([]);
  });

  it("has no two functions of one selector", () => {
    const selectors = new Map<string, string>();
    for (const abi of [holder, control, coin]) {
      new Interface(abi).forEachFunction((fragment) => {
        const { selector } = fragment;
        const signature = fragment.format("sighash");
        expect(selectors.get(selector) ?? signature, selector).to.equal(signature);
        selectors.set(selector, signature);
      });
    }
    expect(selectors.size).to.equal(items(coin, "function").length + exceptions.function.length);
  });

  it("has no two errors of one selector, and no two events of one topic", () => {
    const seen = new Set<string>();
    new Interface(coin).forEachError(({ selector }) => seen.add(selector));
    expect(seen.size).to.equal(items(coin, "error").length);
    const topics = new Set<string>();
    new Interface(coin).forEachEvent(({ topicHash }) => topics.add(topicHash));
    expect(topics.size).to.equal(items(coin, "event").length);
  });

  it("reaches the whole issuer's interface through the fallback: no native function hides one", () => {
    const own = names(holder, "function");
    for (const name of names(IStablecoinControl__factory.abi, "function")) expect(own).not.to.include(name);
  });

  it("answers for the standards it claims", () => {
    const selectors = new Set(names(coin, "function"));
    const standard = {
      "ERC-20": ["totalSupply()", "balanceOf(address)", "transfer(address,uint256)", "allowance(address,address)"],
      "ERC-20 spending": ["approve(address,uint256)", "transferFrom(address,address,uint256)"],
      "ERC-2612": [
        "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
        "nonces(address)",
        "DOMAIN_SEPARATOR()",
      ],
      "ERC-3009": ["transfer", "receive"].flatMap((way) => [
        `${way}WithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)`,
        `${way}WithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)`,
      ]),
      "ERC-3009 cancelling": [
        "authorizationState(address,bytes32)",
        "cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)",
        "cancelAuthorization(address,bytes32,bytes)",
      ],
      "ERC-5267": ["eip712Domain()"],
      "ERC-1822": ["proxiableUUID()"],
    };
    for (const [name, functions] of Object.entries(standard)) {
      expect(
        functions.filter((one) => !selectors.has(one)),
        name,
      ).to.deep.equal([]);
    }
  });
});

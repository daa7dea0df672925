import { expect } from "chai";

import { faceOf } from "../../scripts/upgrade/face.js";
import { CONTROL, sourcesOf } from "../../scripts/upgrade/sources.js";
import { edited } from "./editedSources.js";

const sources = sourcesOf(CONTROL);
const kinds = (changed: typeof sources): string[] => faceOf(changed).errors.map(({ kind }) => kind);

describe("upgrade: the issuer's face keeps OpenZeppelin's rules of upgradeable contracts", () => {
  it("breaks none", () => {
    expect(faceOf(sources).errors).to.deep.equal([]);
  });

  it("is caught if it delegates calls", () => {
    const changed = edited(
      sources,
      CONTROL,
      "    /* PAUSING */",
      '    function run(address code) external {\n (bool done, ) = code.delegatecall("");\n require(done);\n }\n',
    );
    expect(kinds(changed)).to.deep.equal(["delegatecall"]);
  });

  it("is caught if it sets an ordinary variable, or one in the implementation's own code", () => {
    const changed = edited(
      sources,
      CONTROL,
      "using SafeERC20 for IERC20;",
      "using SafeERC20 for IERC20;\n uint256 private _one = 1;\n uint256 private immutable _two = 2;",
    );
    expect(kinds(changed)).to.have.members(["state-variable-assignment", "state-variable-immutable"]);
  });

  it("is caught if it leaves its authority out of initialize", () => {
    const changed = edited(sources, CONTROL, "__AccessManaged_init(authority_);", "");
    expect(kinds(changed)).to.deep.equal(["missing-initializer-call"]);
  });

  it("is caught if it can no longer be upgraded", () => {
    const changed = edited(
      edited(sources, CONTROL, "is Compliance, Services, UUPSUpgradeable {", "is Compliance, Services {"),
      CONTROL,
      "function _authorizeUpgrade(address newImplementation) internal override restricted",
      "function _authorizeUpgrade(address newImplementation) internal restricted",
    );
    expect(kinds(changed)).to.deep.equal(["missing-public-upgradeto"]);
  });
});

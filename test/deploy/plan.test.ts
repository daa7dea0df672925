import { expect } from "chai";
import { getCreateAddress, Interface } from "ethers";

import { configurationCalls } from "../../scripts/deploy/configuration.js";
import { contractsAt, deploySteps, initializationOf, predictAddresses } from "../../scripts/deploy/plan.js";
import { readProfile, type DeploymentProfile } from "../../scripts/deploy/profile.js";
import { AccessManager__factory, StablecoinControl__factory } from "../../typechain-types/index.js";
import { localProfile } from "./deployedChain.js";

const deployer = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

describe("deploySteps", () => {
  let profile: DeploymentProfile;
  before(async () => {
    profile = await readProfile(localProfile);
  });

  function build(of: DeploymentProfile, nonce = 0) {
    const known = predictAddresses(of, deployer, nonce);
    return deploySteps(of, deployer).map((step) => step.build(known));
  }

  it("creates what is shared, then each coin with its registry, then configures", () => {
    expect(deploySteps(profile, deployer).map(({ id }) => id)).to.deep.equal([
      ...["manager", "revoker", "control"],
      ...["HKD.coin", "HKD.registry", "HKD.setRegistry", "USD.coin", "USD.registry", "USD.setRegistry"],
      "configuration",
    ]);
  });

  it("is the same for the same profile, and another for another", () => {
    expect(build(profile)).to.deep.equal(build(profile));
    const later = build({ ...profile, delay: profile.delay + 1 });
    const different = build(profile).filter((step, index) => step.data !== later[index]!.data);
    expect(different.map(({ id }) => id)).to.deep.equal(["configuration"]);
  });

  it("predicts the addresses from the deployer's nonce", () => {
    const known = predictAddresses(profile, deployer, 7);
    expect(known.get("manager")).to.equal(getCreateAddress({ from: deployer, nonce: 7 }));
    // setRegistry takes a nonce too, and has no address
    expect(known.get("USD.coin")).to.equal(getCreateAddress({ from: deployer, nonce: 13 }));
    expect([...known.keys()]).to.deep.equal([
      ...["manager", "revoker", "control", "HKD.coin", "HKD.registry", "USD.coin", "USD.registry"],
    ]);
    expect(contractsAt(profile, known).coins.map(({ currency }) => currency)).to.deep.equal(["HKD", "USD"]);
  });

  it("sets a coin up with the profile's figures", () => {
    const [hkd] = profile.coins;
    const control = StablecoinControl__factory.createInterface();
    const call = control.parseTransaction({ data: initializationOf(hkd!, deployer, profile.custody) });
    expect(call?.name).to.equal("initialize");
    expect(call?.args.toArray()).to.deep.equal([
      deployer,
      5_000_000_000_000n,
      20_000_000_000_000n,
      86_400n,
      profile.custody,
    ]);
  });

  it("cannot build a step before the ones it stands on", () => {
    const steps = deploySteps(profile, deployer);
    expect(() => steps.find(({ id }) => id === "revoker")!.build(new Map())).to.throw("manager");
  });

  it("configures everything in one call, and renounces last", () => {
    const manager = new Interface(AccessManager__factory.abi);
    const known = predictAddresses(profile, deployer, 0);
    const calls = configurationCalls(profile, contractsAt(profile, known), deployer).map((data) => {
      const call = manager.parseTransaction({ data })!;
      return [call.name, ...call.args.map(String)].join(" ");
    });
    const step = build(profile).at(-1)!;
    expect(step.to).to.equal(known.get("manager"));
    expect(manager.parseTransaction({ data: step.data })!.args[0]).to.have.length(calls.length);
    expect(calls.slice(-2)).to.deep.equal([`renounceRole 10 ${deployer}`, `renounceRole 0 ${deployer}`]);
    expect(calls.filter((call) => call.startsWith("grantRole") && call.includes(deployer))).to.deep.equal([
      `grantRole 10 ${deployer} 0`,
    ]);
    expect(calls.filter((call) => call.startsWith("setGrantDelay"))).to.deep.equal(
      [0, 7, 8, 9, 10].map((role) => `setGrantDelay ${role} ${role === 8 ? 604_800 : 172_800}`),
    );
  });
});

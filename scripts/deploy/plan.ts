import { getCreateAddress } from "ethers";

import {
  AccessManager__factory,
  IStablecoin__factory,
  ReserveRegistry__factory,
  Revoker__factory,
  Stablecoin__factory,
  StablecoinControl__factory,
} from "../../typechain-types/index.js";
import { configurationData, type DeployedContracts } from "./configuration.js";
import { reportSalt, type CoinProfile, type DeploymentProfile } from "./profile.js";

/** What a contract was created with: its kind, and its constructor arguments as text. */
export interface Creation {
  readonly creationCode: string;
  readonly arguments: readonly string[];
}

/** One transaction of the plan. */
export interface DeployStep {
  /** Names the step within the plan: `manager`, `HKD.coin`, `configuration`. */
  readonly id: string;
  readonly title: string;
  readonly to: string | null;
  readonly data: string;
  readonly creation?: Creation;
}

/** Addresses known so far, by step id. */
export type Addresses = ReadonlyMap<string, string>;

const attestorClasses = { issuerOfficer: 1, custodian: 2, auditor: 3 } as const;

/** The steps of a plan in order; each is built when its turn comes, since it needs the addresses of those before. */
export function deploySteps(
  profile: DeploymentProfile,
  deployer: string,
): readonly { readonly id: string; readonly build: (addresses: Addresses) => DeployStep }[] {
  const coins = profile.coins.flatMap((coin) => [
    { id: `${coin.currency}.coin`, build: (known: Addresses) => coinStep(profile, coin, known) },
    { id: `${coin.currency}.registry`, build: (known: Addresses) => registryStep(profile, coin, known) },
    { id: `${coin.currency}.setRegistry`, build: (known: Addresses) => setRegistryStep(coin, known) },
  ]);
  return [
    {
      id: "manager",
      build: () => creation("manager", AccessManager__factory.bytecode, "AccessManager", managerArguments(deployer)),
    },
    {
      id: "revoker",
      build: (known) =>
        creation("revoker", Revoker__factory.bytecode, "Revoker", revokerArguments(at(known, "manager"))),
    },
    { id: "control", build: () => creation("control", StablecoinControl__factory.bytecode, "StablecoinControl") },
    ...coins,
    {
      id: "configuration",
      build: (known) => ({
        id: "configuration",
        title: "Configure the roles and renounce the deployer's",
        to: at(known, "manager"),
        data: configurationData(profile, contractsAt(profile, known), deployer),
      }),
    },
  ];
}

/** The addresses of a plan whose creations are done. */
export function contractsAt(profile: DeploymentProfile, known: Addresses): DeployedContracts {
  return {
    manager: at(known, "manager"),
    revoker: at(known, "revoker"),
    coins: profile.coins.map(({ currency }) => ({
      currency,
      coin: at(known, `${currency}.coin`),
      registry: at(known, `${currency}.registry`),
    })),
  };
}

/** The call a new coin makes to set itself up. */
export function initializationOf(coin: CoinProfile, manager: string, custody: string): string {
  return StablecoinControl__factory.createInterface().encodeFunctionData("initialize", [
    manager,
    coin.orderCap,
    coin.rateCapacity,
    coin.rateWindow,
    custody,
  ]);
}

interface EncodedArguments {
  readonly encoded: string;
  readonly text: readonly string[];
}

function managerArguments(deployer: string): EncodedArguments {
  return { encoded: AccessManager__factory.createInterface().encodeDeploy([deployer]), text: [deployer] };
}

function revokerArguments(manager: string): EncodedArguments {
  return { encoded: Revoker__factory.createInterface().encodeDeploy([manager]), text: [manager] };
}

function coinStep({ custody }: DeploymentProfile, coin: CoinProfile, known: Addresses): DeployStep {
  const { name, symbol, currency } = coin;
  const initialization = initializationOf(coin, at(known, "manager"), custody);
  const values = [name, symbol, currency, at(known, "control"), initialization] as const;
  return creation(`${currency}.coin`, Stablecoin__factory.bytecode, `Stablecoin ${symbol}`, {
    encoded: Stablecoin__factory.createInterface().encodeDeploy([...values]),
    text: values,
  });
}

function registryStep(profile: DeploymentProfile, coin: CoinProfile, known: Addresses): DeployStep {
  const { currency, coverage, maxReportAge } = coin;
  const attestors = coin.attestors.map((attestor) => ({
    account: attestor.address,
    class_: attestorClasses[attestor.class],
  }));
  const fixed = [at(known, "manager"), at(known, `${currency}.coin`), currency, reportSalt(profile)] as const;
  const encoded = ReserveRegistry__factory.createInterface().encodeDeploy([
    ...fixed,
    coverage,
    maxReportAge,
    attestors,
    coin.quorum,
  ]);
  return creation(`${currency}.registry`, ReserveRegistry__factory.bytecode, `ReserveRegistry ${currency}`, {
    encoded,
    text: [
      ...fixed,
      String(coverage),
      String(maxReportAge),
      JSON.stringify(coin.attestors),
      JSON.stringify(coin.quorum),
    ],
  });
}

function setRegistryStep({ currency }: CoinProfile, known: Addresses): DeployStep {
  return {
    id: `${currency}.setRegistry`,
    title: `Have the ${currency} coin follow its registry`,
    to: at(known, `${currency}.coin`),
    data: IStablecoin__factory.createInterface().encodeFunctionData("setRegistry", [at(known, `${currency}.registry`)]),
  };
}

function creation(
  id: string,
  creationCode: string,
  contract: string,
  values: EncodedArguments = { encoded: "0x", text: [] },
): DeployStep {
  return {
    id,
    title: `Create ${contract}`,
    to: null,
    data: creationCode + values.encoded.slice(2),
    creation: { creationCode, arguments: values.text },
  };
}

function at(known: Addresses, id: string): string {
  const address = known.get(id);
  if (address === undefined) throw new Error(`step ${id} has no address yet`);
  return address;
}

/** Where each creation of a plan will stand if `deployer` sends nothing else from `nonce` on; for `--dry-run`. */
export function predictAddresses(profile: DeploymentProfile, deployer: string, nonce: number): Map<string, string> {
  const known = new Map<string, string>();
  deploySteps(profile, deployer).forEach(({ id, build }, index) => {
    const step = build(known);
    if (step.to === null) known.set(id, getCreateAddress({ from: deployer, nonce: nonce + index }));
  });
  return known;
}

import { createRequire } from "node:module";

import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";

import { compiler } from "./scripts/deploy/compiler.js";

const require = createRequire(import.meta.url);

// The compiler is npm's solc, by path: nothing is downloaded, and the lockfile pins it.
const solc = { version: compiler.version, path: require.resolve("solc/soljson.js"), preferWasm: true };

/** With the storage layouts, which the release manifest and the upgrade check need. */
const production = (settings: object) => ({
  ...solc,
  settings: { ...settings, outputSelection: { "*": { "*": ["storageLayout"] } } },
});

// Only `npm run generate` writes typechain-types/ (production build, product contracts alone); test and coverage
// builds would rewrite the tracked bindings with bytecode that is not shipped.
const generate = process.env["ATPAR_GENERATE"] === "1";

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers],
  paths: {
    // apart from a developer's builds, whose artifacts must not get into the bindings
    ...(generate ? { artifacts: "./cache/production/artifacts", cache: "./cache/production/cache" } : {}),
    sources: generate ? ["./contracts"] : ["./contracts", "./test/contracts"],
    tests: { mocha: "./test", solidity: "./test/solidity" },
  },
  solidity: {
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
    profiles: {
      // quick, without IR and optimizer: for the tests and for coverage
      default: {
        ...solc,
        settings: { evmVersion: compiler.settings.evmVersion, optimizer: { enabled: false } },
      },
      // what is shipped and measured
      production: {
        isolated: false,
        compilers: [production(compiler.settings)],
        overrides: Object.fromEntries(
          Object.entries(compiler.overrides).map(([file, settings]) => [file, production(settings)]),
        ),
      },
    },
  },
  typechain: {
    // written apart and then moved to typechain-types/, so that an interrupted run leaves the tracked bindings alone
    outDir: generate ? "cache/production/typechain-types" : "typechain-types",
    dontOverrideCompile: !generate,
  },
  networks: {
    // the chain of `./atpar node`, the demo and the tests: in this process, osaka rules
    local: { type: "edr-simulated", chainType: "l1", chainId: 31337, hardfork: "osaka" },
  },
  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      // ATPAR_TEST_SHIPPED=true: the tests create the contracts from the tracked bindings, the bytecode that is shipped
      // ATPAR_TEST_CODE: from files below cache/mutation, where `npm run mutation` puts its faulty versions
      fsPermissions: { readDirectory: ["typechain-types", "cache/mutation"] },
      invariant: { runs: 256, depth: 500, failOnRevert: false },
      fuzz: { runs: 256 },
    },
  },
});

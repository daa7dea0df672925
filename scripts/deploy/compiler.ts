/**
 * What the shipped bytecode is compiled with; hardhat.config.ts builds its production profile from this, and every
 * deployment record repeats it. `bytecodeHash: none` keeps comments and paths out of the code hashes.
 */
export const compiler = {
  version: "0.8.37",
  settings: {
    evmVersion: "prague",
    viaIR: true,
    optimizer: { enabled: true, runs: 1_000_000 },
    metadata: { bytecodeHash: "none" },
  },
} as const;

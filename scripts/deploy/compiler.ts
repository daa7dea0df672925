const settings = {
  evmVersion: "prague",
  viaIR: true,
  optimizer: { enabled: true, runs: 1_000_000 },
  metadata: { bytecodeHash: "none" },
} as const;

/**
 * What the shipped bytecode is compiled with; hardhat.config.ts builds its production profile from this, and every
 * deployment record repeats it. `bytecodeHash: none` keeps comments and paths out of the code hashes.
 */
export const compiler = {
  version: "0.8.37",
  settings,
  /** The issuer's face is compiled for size, to stay well under EIP-170's 24,576 bytes; no holder's call runs in it. */
  overrides: {
    "contracts/token/StablecoinControl.sol": { ...settings, optimizer: { enabled: true, runs: 200 } },
  },
} as const;

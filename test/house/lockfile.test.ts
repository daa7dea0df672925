import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");
const versions = z.record(z.string(), z.string());

const packageSchema = z.looseObject({ dependencies: versions, devDependencies: versions });
const lockSchema = z.looseObject({
  lockfileVersion: z.int(),
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      os: z.array(z.string()).optional(),
      cpu: z.array(z.string()).optional(),
      dependencies: versions.optional(),
      devDependencies: versions.optional(),
      optionalDependencies: versions.optional(),
    }),
  ),
});

const read = (name: string): unknown => JSON.parse(readFileSync(resolve(root, name), "utf8"));

/** Packages with a native part of their own for each platform, and platforms that people run Atpar on. */
const native = {
  "@nomicfoundation/edr": ["linux-x64-gnu", "linux-x64-musl", "linux-arm64-gnu", "darwin-arm64", "win32-x64-msvc"],
  "@nomicfoundation/solidity-analyzer": ["linux-x64-gnu", "linux-arm64-gnu", "darwin-arm64", "win32-x64-msvc"],
  esbuild: ["linux-x64", "linux-arm64", "darwin-arm64", "darwin-x64", "win32-x64"],
} as const;

describe("package-lock.json", () => {
  const { packages, lockfileVersion } = lockSchema.parse(read("package-lock.json"));
  const { dependencies, devDependencies } = packageSchema.parse(read("package.json"));
  const { "": own, ...installed } = packages;

  for (const [parent, platforms] of Object.entries(native)) {
    it(`lists every platform of ${parent}`, () => {
      const optional = installed[`node_modules/${parent}`]?.optionalDependencies ?? {};
      const scope = parent === "esbuild" ? "@esbuild/" : `${parent}-`;
      const parts = Object.keys(optional).filter((name) => name.startsWith(scope));
      expect(parts).to.include.members(platforms.map((platform) => `${scope}${platform}`));
      for (const name of parts) {
        expect(installed[`node_modules/${name}`]?.version, name).to.equal(optional[name]);
      }
    });
  }

  it("lists whatever else any package may need on another platform", () => {
    const missing = Object.entries(installed).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          installed[`${path}/node_modules/${name}`] === undefined && installed[`node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).to.deep.equal([]);
  });

  it("pins package.json exactly, and agrees with it", () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).to.match(/^\d+\.\d+\.\d+$/u);
      expect(installed[`node_modules/${name}`]?.version, name).to.equal(version);
    }
    expect(own?.dependencies).to.deep.equal(dependencies);
    expect(own?.devDependencies).to.deep.equal(devDependencies);
    expect(lockfileVersion).to.equal(3);
  });

  it("records no registry host, and the hash of everything", () => {
    const hosts = Object.entries(installed).filter(([, { resolved }]) => resolved !== undefined);
    expect(hosts.map(([path]) => path)).to.deep.equal([]);
    const unhashed = Object.entries(installed).filter(([, { integrity }]) => integrity?.startsWith("sha512-") !== true);
    expect(unhashed.map(([path]) => path)).to.deep.equal([]);
    expect(readFileSync(resolve(root, "package-lock.json"), "utf8")).not.to.match(/https?:\/\/(?:registry|localhost)/u);
  });
});

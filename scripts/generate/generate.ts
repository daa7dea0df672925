import { spawnSync } from "node:child_process";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { sortBindings } from "./bindings.js";

/**
 * Writes everything that is generated and tracked: the bindings of a production build, the release manifest, the JSON
 * Schemas, the page of errors. CI runs it and fails if anything changed.
 */
const root = resolve(import.meta.dirname, "../..");

async function generate(): Promise<void> {
  const built = join(root, "cache/production");
  await rm(built, { recursive: true, force: true });
  const build = spawnSync("hardhat", ["build", "--build-profile", "production", "--no-tests", "--force", "--quiet"], {
    cwd: root,
    env: { ...process.env, ATPAR_GENERATE: "1" },
    encoding: "utf8",
  });
  if (build.status !== 0) throw new Error(`the production build failed\n${build.stdout}${build.stderr}`);
  const bindings = join(built, "typechain-types");
  await sortBindings(bindings);
  await rm(join(root, "typechain-types"), { recursive: true, force: true });
  await rename(bindings, join(root, "typechain-types"));
  // imported only now: it reads the bindings that were just written
  const { releaseManifest } = await import("./release.js");
  const manifest = await releaseManifest(join(built, "artifacts"));
  await writeFile(join(root, "deployments/release.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const { resultSchemas } = await import("./schemas.js");
  const schemas = join(root, "docs/schemas");
  await mkdir(schemas, { recursive: true });
  for (const file of await readdir(schemas)) await rm(join(schemas, file));
  for (const [name, schema] of resultSchemas()) {
    await writeFile(join(schemas, `${name.replace("/", ".")}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
  const { errorPage } = await import("./errorPage.js");
  await writeFile(join(root, "docs/errors.md"), errorPage());
}

await generate();

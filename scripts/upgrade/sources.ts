import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { posix, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);

/** Sources by the name that the compiler knows them by. */
export type Sources = Readonly<Record<string, { readonly content: string }>>;

/** The issuer's face, the one contract that an upgrade replaces. */
export const CONTROL = "contracts/token/StablecoinControl.sol";

/** A source file and everything that it imports. */
export function sourcesOf(entry: string): Sources {
  const sources: Record<string, { content: string }> = {};
  const visit = (name: string): void => {
    if (name in sources) return;
    const path = name.startsWith("contracts/") ? resolve(root, name) : require.resolve(name);
    const content = readFileSync(path, "utf8");
    sources[name] = { content };
    for (const [, imported = ""] of content.matchAll(/^import\s(?:[^"']*from\s+)?["']([^"']+)["'];/gmu)) {
      visit(imported.startsWith(".") ? posix.join(posix.dirname(name), imported) : imported);
    }
  };
  visit(entry);
  return sources;
}

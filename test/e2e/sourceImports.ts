// Preloaded into the processes that the tests start: Node strips the types itself and keeps what it compiled, which takes
// half the time of a loader. All that is missing is that `./x.js` in an import stands for `./x.ts`.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!/^\.{1,2}\/.*\.js$/u.test(specifier) || context.parentURL === undefined)
      return nextResolve(specifier, context);
    const source = specifier.replace(/\.js$/u, ".ts");
    const there = context.parentURL.endsWith(".ts") && existsSync(fileURLToPath(new URL(source, context.parentURL)));
    return nextResolve(there ? source : specifier, context);
  },
});

import type { Output } from "./output.js";

const WIDTH = 40;

/** A bar that fills as `part` nears `of`; nothing unless stderr is a terminal. It is drawn when it grows only. */
export function progressBar(output: Output, name: string): (part: number, of: number) => void {
  let shown = -1;
  return (part, of) => {
    const filled = of === 0 ? WIDTH : Math.floor((part * WIDTH) / of);
    if (filled === shown) return;
    shown = filled;
    output.progress(`${name} [${"#".repeat(filled)}${".".repeat(WIDTH - filled)}]`);
  };
}

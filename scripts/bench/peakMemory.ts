import { readFileSync } from "node:fs";

/**
 * The most memory that this process held, in megabytes. Linux tells it of the program that runs now; elsewhere the figure
 * is the system's own, which may be that of the process this one was started from, if that was larger.
 */
export function peakMemory(): number {
  const [, kibibytes] = /^VmHWM:\s+([0-9]+) kB$/mu.exec(statusOfProcess()) ?? [];
  return (Number(kibibytes ?? process.resourceUsage().maxRSS) * 1024) / 1e6;
}

function statusOfProcess(): string {
  try {
    return readFileSync("/proc/self/status", "utf8");
  } catch {
    return "";
  }
}

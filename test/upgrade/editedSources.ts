import type { Sources } from "../../scripts/upgrade/sources.js";

/** The sources with one passage of one file replaced; the passage must stand there exactly once. */
export function edited(sources: Sources, file: string, passage: string, replacement: string): Sources {
  const parts = sources[file]?.content.split(passage) ?? [];
  if (parts.length !== 2) throw new Error(`${file} has the passage ${parts.length - 1} times: ${passage}`);
  return { ...sources, [file]: { content: parts.join(replacement) } };
}

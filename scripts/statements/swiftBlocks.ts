/** Where the block that `text` begins with has ended; undefined where it has not. */
export function endOfBlock(text: string): number | undefined {
  let depth = 0;
  for (const { index, 0: brace } of text.matchAll(/[{}]/gu)) {
    depth += brace === "{" ? 1 : -1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}

/** An output message (block 2 O) names its sender in block 2, an input message (I) in block 1. */
export function senderOf([basic, application]: readonly [string, string]): string | undefined {
  const output = /^\{2:O[0-9]{13}([A-Z0-9]{12})/u.exec(application)?.[1];
  const input = application.startsWith("{2:I") ? /^\{1:[A-Z][0-9]{2}([A-Z0-9]{12})/u.exec(basic)?.[1] : undefined;
  const terminal = output ?? input;
  return terminal === undefined ? undefined : terminal.slice(0, 8) + terminal.slice(9);
}

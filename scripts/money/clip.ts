/**
 * Text from outside, made fit for a one-line message: control and direction marks shown as escapes, at most 64
 * characters.
 */
export function clip(text: string): string {
  const shown = text.slice(0, 65).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, escape);
  return shown.length > 64 ? `${shown.slice(0, 61)}...` : shown;
}

function escape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

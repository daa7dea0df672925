/** One change to one place of a source: the bytes from `start` to `end` replaced. */
export interface Seed {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** One figure that is not what it was. */
export interface Difference {
  /** The statement file, or "document" or "openings". */
  readonly file: string;
  /** Line of the file as it is now, or where the figure stood if it is gone. */
  readonly line?: number;
  readonly figure: string;
  readonly was: string;
  readonly is: string;
}

/** The process exit codes of the command line; documented in docs/errors.md. */
export const ExitCode = {
  Ok: 0,
  /** A fault of the program itself. */
  Unexpected: 1,
  /** The command line could not be understood. */
  Usage: 2,
  /** An input, configuration, journal or record that cannot be used. */
  Input: 3,
  /** A signer is missing, or lacks the role. */
  Signer: 4,
  /** The simulation says that the transaction would revert; nothing was sent. */
  WouldRevert: 5,
  /** The transaction was mined and reverted. */
  Reverted: 6,
  /** A record or report differs from what was recomputed. */
  Drift: 7,
  /** Sent, but not final yet; run the command again. */
  Pending: 8,
  /** Stopped from the keyboard. */
  Interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** One error of the catalogue. `{name}` in `message` stands for a parameter. */
export interface ErrorEntry {
  readonly exit: ExitCode;
  /** One line, with the figures. */
  readonly message: string;
  /** What to do next, one line. */
  readonly help: string;
}

/** A room's errors by code. Codes are UPPER_SNAKE_CASE, start with the room's term, and never change meaning. */
export type ErrorGroup = Readonly<Record<string, ErrorEntry>>;

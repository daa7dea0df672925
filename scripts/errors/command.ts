import { ExitCode, type ErrorGroup } from "./group.js";

export const commandErrors = {
  COMMAND_USAGE: {
    exit: ExitCode.Usage,
    message: "{problem}",
    help: "`./atpar COMMAND --help` shows how a command is called.",
  },
  COMMAND_UNEXPECTED: {
    exit: ExitCode.Unexpected,
    message: "an unexpected fault: {problem}",
    help: "Run again with ATPAR_DEBUG=1 for the stack, and report it (SECURITY.md if money is concerned).",
  },
  COMMAND_INTERRUPTED: {
    exit: ExitCode.Interrupted,
    message: "interrupted; nothing half-done is lost",
    help: "Run the same command again: what was signed is in the journal's outbox and is finished, not repeated.",
  },
  COMMAND_NOT_CONFIRMED: {
    exit: ExitCode.Usage,
    message: "not a terminal, and --yes was not given: nothing was sent",
    help: "Look at --dry-run first, then add --yes.",
  },
  COMMAND_DECLINED: {
    exit: ExitCode.Usage,
    message: "declined: nothing was sent",
    help: "Run the command again to be asked again.",
  },
} as const satisfies ErrorGroup;

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
  OUTPUT_UNWRITABLE: {
    exit: ExitCode.Input,
    message: "{file} cannot be written: {problem}",
    help: "Name a folder you may write to.",
  },
  INPUT_UNREADABLE: {
    exit: ExitCode.Input,
    message: "{file} cannot be read: {problem}",
    help: "Check the name and the permissions.",
  },
  SIGNER_LACKS_ROLE: {
    exit: ExitCode.Signer,
    message: "{signer} may not call {called}: it does not hold {role}",
    help: "`./atpar roles` shows who does. Sign with that key, or have the board grant the role.",
  },
  LOCAL_CHAIN_PORT: {
    exit: ExitCode.Input,
    message: "the local chain cannot listen on port {port}: {problem}",
    help: "Stop what uses the port, or give another with --port (0: any free one).",
  },
} as const satisfies ErrorGroup;

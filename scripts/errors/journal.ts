import { ExitCode, type ErrorGroup } from "./group.js";

export const journalErrors = {
  JOURNAL_LOCKED: {
    exit: ExitCode.Input,
    message: "the journal {folder} is in use by process {pid} since {since}",
    help: "Wait until that process has ended, or end it: a journal has one writer. A process that died holds no lock.",
  },
  JOURNAL_UNUSABLE: {
    exit: ExitCode.Input,
    message: "the journal {folder} cannot be used: {problem}",
    help: "Check that the path is a folder this user may write to and that the disk has room, or name another folder.",
  },
  JOURNAL_CORRUPT: {
    exit: ExitCode.Input,
    message: "the journal {folder} is corrupt, {place}: {problem}; expected {expected}, found {found}",
    help: "Change nothing. Keep a copy of the folder as evidence, then restore the last backup whose head is the one named in the last signed report.",
  },
  JOURNAL_DUPLICATE: {
    exit: ExitCode.Input,
    message: "the journal has {kind} {key} already, as entry {seq}",
    help: "Nothing was written. What this command would record was recorded before; look at the earlier entry.",
  },
  JOURNAL_VERSION: {
    exit: ExitCode.Input,
    message: "the journal {folder} has schema version {found}; this program knows versions up to {known}",
    help: "Use the version of Atpar that wrote the journal, or a later one.",
  },
  JOURNAL_SERVER_UNSUPPORTED: {
    exit: ExitCode.Input,
    message: "DATABASE_URL is set, but a journal on a PostgreSQL server is not supported yet",
    help: "Unset DATABASE_URL to use the embedded journal.",
  },
  JOURNAL_BODY: {
    exit: ExitCode.Unexpected,
    message: "the journal refuses {kind} {key}: {problem}",
    help: "This is a fault of the program: nothing was written. Report it with the command that was run.",
  },
} as const satisfies ErrorGroup;

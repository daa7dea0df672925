import { ExitCode, type ErrorGroup } from "./group.js";

const source = "Ask the source for the file again; if it changed its columns, look at them and write a new mapping.";
const mapping = "docs/csv.md says what a mapping holds.";

/** Faults of CSV files and of the mappings that say how one source writes them. */
export const csvErrors = {
  CSV_MAPPING_INVALID: { exit: ExitCode.Input, message: "mapping {file}: {problem}", help: mapping },
  CSV_MALFORMED: { exit: ExitCode.Input, message: "{place}: not CSV as the mapping says: {problem}", help: source },
  CSV_ROWS_MISSING: { exit: ExitCode.Input, message: "{place}: the file has no row below its headings", help: source },
  CSV_COLUMN_UNKNOWN: {
    exit: ExitCode.Input,
    message: '{place}: column "{column}" is not in the mapping',
    help: source,
  },
  CSV_COLUMN_MISSING: {
    exit: ExitCode.Input,
    message: '{place}: column "{column}" of the mapping is not in the file',
    help: source,
  },
  CSV_COLUMN_REPEATED: { exit: ExitCode.Input, message: '{place}: column "{column}" stands there twice', help: source },
  CSV_VALUE_MISSING: { exit: ExitCode.Input, message: '{place}: column "{column}" is empty', help: source },
  CSV_VALUE_MALFORMED: {
    exit: ExitCode.Input,
    message: '{place}: column "{column}": "{text}" is not {format}',
    help: source,
  },
  CSV_VALUE_CONTRADICTS: {
    exit: ExitCode.Input,
    message: '{place}: column "{column}" is {second} here and {first} in line {line}',
    help: source,
  },
  CSV_BALANCE_CONTRADICTS: {
    exit: ExitCode.Input,
    message: "{place}: balance {printed}, and {before} + {amount} = {expected}",
    help: source,
  },
} as const satisfies ErrorGroup;

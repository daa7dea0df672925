import { ExitCode, type ErrorGroup } from "./group.js";

export const verifyErrors = {
  VERIFY_FAILED: {
    exit: ExitCode.Drift,
    message: "{count} of {total} checks failed; the first: {first}",
    help: "Each failed check names its file, line or figure. Stop minting until it is explained.",
  },
  VERIFY_INPUT: {
    exit: ExitCode.Input,
    message: "{problem}",
    help: "verify needs the document, the openings and the statements of the report in force.",
  },
} as const satisfies ErrorGroup;

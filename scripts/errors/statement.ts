import { ExitCode, type ErrorGroup } from "./group.js";

export const statementErrors = {
} as const satisfies ErrorGroup;

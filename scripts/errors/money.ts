import { ExitCode, type ErrorGroup } from "./group.js";

export const moneyErrors = {
} as const satisfies ErrorGroup;

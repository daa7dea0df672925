import { ExitCode, type ErrorGroup } from "./group.js";

export const reportErrors = {} as const satisfies ErrorGroup;

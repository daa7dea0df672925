import { ExitCode, type ErrorGroup } from "./group.js";

export const journalErrors = {} as const satisfies ErrorGroup;

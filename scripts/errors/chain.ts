import { ExitCode, type ErrorGroup } from "./group.js";

export const chainErrors = {} as const satisfies ErrorGroup;

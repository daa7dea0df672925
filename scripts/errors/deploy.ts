import { ExitCode, type ErrorGroup } from "./group.js";

export const deployErrors = {} as const satisfies ErrorGroup;

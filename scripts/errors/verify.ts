import { ExitCode, type ErrorGroup } from "./group.js";

export const verifyErrors = {} as const satisfies ErrorGroup;

import { ExitCode, type ErrorGroup } from "./group.js";

export const reserveErrors = {} as const satisfies ErrorGroup;

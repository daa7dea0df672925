import { ExitCode, type ErrorGroup } from "./group.js";

export const issuanceErrors = {} as const satisfies ErrorGroup;

import { ExitCode, type ErrorGroup } from "./group.js";

export const deployErrors = {
  DEPLOY_PROFILE_INVALID: {
    exit: ExitCode.Input,
    message: "{file}: {problem}",
    help: "docs/operating.md lists what a deployment profile holds; deployments/profiles/local.json is an example.",
  },
  DEPLOY_ROLES_MEET: {
    exit: ExitCode.Input,
    message: "{account} would hold {first} and {second}, which one key must never hold together",
    help: "Give the two roles to different keys in the profile.",
  },
  DEPLOY_SIGNER_NOT_ALONE: {
    exit: ExitCode.Input,
    message: "the deployer {account} would hold {role} too",
    help: "Deploy with a key that has no role: it renounces everything at the end of the plan.",
  },
  DEPLOYMENT_MISSING: {
    exit: ExitCode.Input,
    message: "no {currency} deployment on {network}: {file} is not there",
    help: "Run `./atpar deploy` for this network, or name the folder of the records with --deployments.",
  },
  DEPLOYMENT_MALFORMED: {
    exit: ExitCode.Input,
    message: "{file} is not a deployment record: {problem}",
    help: "Restore the file from version control; a record is never edited by hand.",
  },
  DEPLOYMENT_DRIFT: {
    exit: ExitCode.Drift,
    message: "{file} says {field} is {recorded}; the chain says {actual}",
    help: "The record and the chain disagree: check the network, or redeploy if this is a new local chain.",
  },
} as const satisfies ErrorGroup;

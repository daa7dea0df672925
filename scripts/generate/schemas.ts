import { z } from "zod";

import { results } from "../commands/results.js";
import { assetProofSchema } from "../reserves/assetProof.js";
import { documentSchema } from "../reserves/document.js";
import { incidentSchema } from "../reserves/incident.js";
import { inputsSchema } from "../reserves/inputs.js";
import { openingsSchema } from "../reserves/openings.js";
import { policySchema } from "../reserves/policy.js";
import { scenariosSchema } from "../reserves/stressScenarios.js";

/** JSON Schemas (draft 2020-12) of every `--json` output and of the files that others read, by schema name. */
export function resultSchemas(): Map<string, object> {
  const schemas = {
    ...results,
    "atpar.reserve-document/2": documentSchema,
    "atpar.reserve-openings/2": openingsSchema,
    "atpar.reserve-policy/2": policySchema,
    "atpar.reserve-incident/1": incidentSchema,
    "atpar.reserve-inputs/1": inputsSchema,
    "atpar.stress-scenarios/1": scenariosSchema,
    "atpar.asset-proof/1": assetProofSchema,
  };
  return new Map(
    Object.entries(schemas).map(([name, schema]) => {
      // dates and addresses are checked further than JSON Schema can say
      const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
      return [name, { title: name, ...json }];
    }),
  );
}

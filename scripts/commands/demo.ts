import type { Command } from "commander";

import { ExitCode } from "../errors/group.js";
import { reserveData } from "./demo/reserveTable.js";
import { tellStory } from "./demo/scenes.js";
import { Story } from "./demo/story.js";
import { action, type Session } from "./session.js";

export function registerDemo(program: Command): void {
  program
    .command("demo")
    .description(
      "the whole job on a chain of its own: day's files, reports, mints, attacks refused, payment, burn, proof",
    )
    .action(action(demo));
}

async function demo(session: Session): Promise<ExitCode> {
  const story = new Story(session.output);
  const documents = (await tellStory(story)).map(({ document }) => document);
  story.close(documents);
  session.data("atpar.demo/1", {
    ok: story.ok,
    steps: story.steps.map((step) => ({ ...step, figures: { ...step.figures } })),
    reserves: documents.map(reserveData),
  });
  return story.ok ? ExitCode.Ok : ExitCode.Drift;
}

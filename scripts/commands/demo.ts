import type { Command } from "commander";

import { ExitCode } from "../errors/group.js";
import { tellStory } from "./demo/scenes.js";
import { Story } from "./demo/story.js";
import { action, type Session } from "./session.js";

export function registerDemo(program: Command): void {
  program
    .command("demo")
    .description("the whole job on a chain of its own: statement, report, mint, attacks refused, payment, burn, proof")
    .action(action(demo));
}

async function demo(session: Session): Promise<ExitCode> {
  const story = new Story(session.output);
  await tellStory(story);
  story.close();
  session.data("atpar.demo/1", {
    ok: story.ok,
    steps: story.steps.map((step) => ({ ...step, figures: { ...step.figures } })),
  });
  return story.ok ? ExitCode.Ok : ExitCode.Drift;
}

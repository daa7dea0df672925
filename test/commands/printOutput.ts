// A process of its own for the output tests: says one thing of each kind. `--json` and `--error` as the arguments say.
import { errorData, printError, processOutput } from "../../scripts/commands/output.js";
import { AtparError, violation } from "../../scripts/errors/AtparError.js";

// a runner that loads every file below test/ must not start it
if (process.argv[1] === import.meta.filename) {
  const output = processOutput(process.argv.includes("--json"));
  output.progress("waiting ...");
  output.line(output.paint("green", "data"));
  output.line();
  output.talk("talk");
  output.done();
  if (process.argv.includes("--error")) {
    const violations = [
      violation("STATEMENT_EMPTY", { place: "a\u001b[2J.xml:1" }, 1),
      violation("STATEMENT_EMPTY", { place: "b.xml" }),
    ];
    printError(
      output,
      new AtparError("STATEMENT_REFUSED", { file: "a\n\u001b[31m.xml", count: 2, first: "first" }, { violations }),
    );
  } else {
    output.data({ amount: 10n ** 24n, interactive: output.interactive });
    output.data(errorData(new AtparError("COMMAND_INTERRUPTED", {})));
  }
}

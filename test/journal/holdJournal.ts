// A process of its own for the lock tests: opens the journal, appends as asked, says so line by line, and holds.
import { openJournal } from "../../scripts/journal/openJournal.js";
import { note } from "./note.js";

// a runner that loads every file below test/ must not start it
if (process.argv[1] === import.meta.filename) {
  const [folder = "", prefix = "", count = "0"] = process.argv.slice(2);
  const journal = await openJournal(folder, { env: {} });
  for (let index = 1; index <= Number(count); index += 1) {
    await journal.append(note, `${prefix}${index.toString()}`, { text: prefix, amount: BigInt(index) });
    console.log(index.toString());
  }
  console.log("held");
  setInterval(() => undefined, 60_000);
}

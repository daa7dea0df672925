import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { expect } from "chai";

const root = resolve(import.meta.dirname, "../..");
const scripts = join(root, "scripts");

/** Reads the arrows from docs/architecture.md: one line `room -> room, room` per room, in the block marked `arrows`. */
function documentedArrows(): Map<string, ReadonlySet<string>> {
  const text = readFileSync(join(root, "docs/architecture.md"), "utf8");
  const block = /```arrows\n([\s\S]*?)```/u.exec(text)?.[1];
  if (block === undefined) throw new Error("docs/architecture.md has no block marked arrows");
  return new Map(
    block
      .trim()
      .split("\n")
      .map((line) => {
        const [room = "", targets = ""] = line.split("->").map((part) => part.trim());
        return [
          room,
          new Set(
            targets
              .split(",")
              .map((target) => target.trim())
              .filter(Boolean),
          ),
        ];
      }),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

/** The room a file of scripts/ is in: its folder, or `atpar` for the program itself. */
function roomOf(file: string): string {
  const [first = ""] = relative(scripts, file).split("/");
  return first.endsWith(".ts") ? first.slice(0, -3) : first;
}

/** Every import of one room by another, with the file it stands in. */
function importsBetweenRooms(): { file: string; from: string; to: string }[] {
  return sources(scripts).flatMap((file) => {
    const from = roomOf(file);
    const specifiers = [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/gu)];
    return specifiers.flatMap(([, specifier = ""]) => {
      const target = resolve(dirname(file), specifier);
      if (!target.startsWith(scripts)) return [];
      const to = roomOf(target.replace(/\.js$/u, ".ts"));
      return to === from ? [] : [{ file: relative(root, file), from, to }];
    });
  });
}

describe("architecture: the arrows of docs/architecture.md", () => {
  const arrows = documentedArrows();
  const imports = importsBetweenRooms();

  it("names every room, and no other", () => {
    const rooms = new Set(sources(scripts).map(roomOf));
    expect([...arrows.keys()].sort()).to.deep.equal([...rooms].sort());
  });

  it("allows every import there is", () => {
    expect(imports).to.have.length.greaterThan(20);
    const forbidden = imports.filter(({ from, to }) => arrows.get(from)?.has(to) !== true);
    expect(forbidden).to.deep.equal([]);
  });

  it("has no arrow that no import follows", () => {
    const used = new Set(imports.map(({ from, to }) => `${from} -> ${to}`));
    const unused = [...arrows].flatMap(([from, targets]) =>
      [...targets].map((to) => `${from} -> ${to}`).filter((arrow) => !used.has(arrow)),
    );
    expect(unused).to.deep.equal([]);
  });

  it("has no circle", () => {
    const visit = (room: string, path: readonly string[]): void => {
      expect(path, `circle: ${[...path, room].join(" -> ")}`).not.to.include(room);
      for (const next of arrows.get(room) ?? []) visit(next, [...path, room]);
    };
    for (const room of arrows.keys()) visit(room, []);
  });
});

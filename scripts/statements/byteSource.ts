import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { AtparError } from "../errors/AtparError.js";

/** Bytes handed on at a time. */
const PIECE = 16_384;

/** A file's bytes, read in pieces, as often as asked for. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Each piece is good until the next is asked for. */
  pieces(): Iterable<Uint8Array>;
}

/** Bytes that are in memory already. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    *pieces() {
      for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
    },
  };
}

/**
 * Opens the file at `path`, calls `use` with its bytes and closes it. What is appended while it is read is not seen.
 * @throws AtparError STATEMENT_FILE_UNREADABLE.
 */
export function withFile<Result>(path: string, use: (source: ByteSource) => Result): Result {
  const attempt = <Value>(action: () => Value): Value => {
    try {
      return action();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      throw new AtparError("STATEMENT_FILE_UNREADABLE", { file: path, problem }, { cause: error });
    }
  };
  // the opening of a pipe would wait for its writer
  attempt(() => {
    if (!statSync(path).isFile()) throw new Error("it is not a file");
  });
  const descriptor = attempt(() => openSync(path, "r"));
  try {
    const { size } = attempt(() => fstatSync(descriptor));
    return use({
      size,
      *pieces() {
        const buffer = new Uint8Array(PIECE);
        for (let start = 0; start < size;) {
          const length = Math.min(PIECE, size - start);
          const read = attempt(() => {
            const count = readSync(descriptor, buffer, 0, length, start);
            if (count === 0) throw new Error("it became shorter while it was read");
            return count;
          });
          yield buffer.subarray(0, read);
          start += read;
        }
      },
    });
  } finally {
    closeSync(descriptor);
  }
}

/** True where there is nothing but space. */
export function isBlank(source: ByteSource): boolean {
  for (const piece of source.pieces()) {
    if (!piece.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) return false;
  }
  return true;
}

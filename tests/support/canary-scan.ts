import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of every file under a folder, whatever it is called; what vanishes meanwhile is passed over. */
export function* bytesUnder(folder: string, except?: RegExp): Generator<Buffer> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || except?.test(path)) continue;
    const bytes = readIfThere(path);
    if (bytes) yield bytes;
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Those of the words that stand somewhere in the bytes, in UTF-8. */
export function foundIn(pieces: Iterable<Buffer>, words: readonly string[]): string[] {
  const sought = [...new Set(words)].filter((word) => word !== '').map((word) => [word, Buffer.from(word)] as const);
  const found = new Set<string>();
  for (const piece of pieces) for (const [word, bytes] of sought) if (piece.includes(bytes)) found.add(word);
  return [...found];
}

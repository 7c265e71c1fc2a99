import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Day } from '~/platform/day';
import { withDiskReserve } from '~/platform/disk.server';

/** One withdrawal, signed by the code's act key. It holds no key and no words: only what must happen, and the proof. */
export interface LedgerEntry {
  submission: string;
  scope: 'submission';
  /** Of the submission that the act makes; part of what was signed. */
  version: number;
  /** Commitment of the submission's leaf, hexadecimal; part of what was signed. */
  leaf: string;
  /** Ed25519, hexadecimal. */
  signature: string;
  day: Day;
}

const Entry = z.object({
  submission: z.uuid(),
  scope: z.literal('submission'),
  version: z.int().positive(),
  leaf: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
  day: z.iso.date(),
});

/** Where the ledger lies: outside the database and beside it. */
export function ledgerFile(dataDir: string): string {
  return join(dataDir, 'ledger', 'withdrawals.jsonl');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function append(dataDir: string, line: string): Promise<void> {
  const folder = join(dataDir, 'ledger');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(ledgerFile(dataDir), 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    // A line that a crash or a full disk cut off is ended first: it was never answered, and must not spoil this one.
    const torn = size > 0 && last[0] !== 0x0a;
    await handle.appendFile(`${torn ? '\n' : ''}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
}

/**
 * Adds a withdrawal to the ledger and returns when it is on the disk. The ledger stands outside the database and its
 * backups: an old backup that is restored finds in it what must not come back. Works on a full disk (disk.server).
 */
export async function appendToLedger(dataDir: string, entry: LedgerEntry): Promise<void> {
  await withDiskReserve(dataDir, () => append(dataDir, JSON.stringify(entry)));
}

export interface LedgerReading {
  entries: LedgerEntry[];
  /** Lines that are no entry: cut off before they were answered, or damaged since. */
  unreadable: number;
}

function parse(line: string): LedgerEntry | null {
  try {
    const read = Entry.safeParse(JSON.parse(line));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Reads the text of a ledger, wherever it was kept. */
export function parseLedger(content: string): LedgerReading {
  const lines = content.split('\n').filter((line) => line !== '');
  const entries = lines.map(parse);
  return {
    entries: entries.filter((entry) => entry !== null),
    unreadable: entries.filter((entry) => entry === null).length,
  };
}

export async function readLedger(dataDir: string): Promise<LedgerReading> {
  const content = await readFile(ledgerFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return parseLedger(content);
}

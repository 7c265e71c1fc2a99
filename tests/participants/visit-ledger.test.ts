import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendToLedger, readLedger, type LedgerEntry } from '~/participants/ledger.server';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'answerable-ledger-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const anEntry = (): LedgerEntry => ({
  submission: randomUUID(),
  scope: 'submission',
  version: 2,
  leaf: randomBytes(32).toString('hex'),
  signature: randomBytes(64).toString('hex'),
  day: '2026-03-02',
});

it('keeps entries in their order, for the owner alone', async () => {
  expect(await readLedger(folder)).toEqual({ entries: [], unreadable: 0 });
  const entries = [anEntry(), anEntry(), anEntry()];
  for (const entry of entries) await appendToLedger(folder, entry);
  expect((await readLedger(folder)).entries).toEqual(entries);
  expect(statSync(join(folder, 'ledger')).mode & 0o077).toBe(0);
  expect(statSync(join(folder, 'ledger', 'withdrawals.jsonl')).mode & 0o077).toBe(0);
});

it('passes over a line that was cut off, and spoils no later one with it', async () => {
  const [first, second] = [anEntry(), anEntry()];
  await appendToLedger(folder, first);
  appendFileSync(join(folder, 'ledger', 'withdrawals.jsonl'), JSON.stringify(anEntry()).slice(0, 70));
  await appendToLedger(folder, second);
  expect(await readLedger(folder)).toEqual({ entries: [first, second], unreadable: 1 });
});

it('loses none of several at once', async () => {
  const entries = Array.from({ length: 20 }, anEntry);
  await Promise.all(entries.map((entry) => appendToLedger(folder, entry)));
  const read = await readLedger(folder);
  expect(read.unreadable).toBe(0);
  expect(new Set(read.entries.map(({ submission }) => submission))).toEqual(
    new Set(entries.map(({ submission }) => submission)),
  );
});

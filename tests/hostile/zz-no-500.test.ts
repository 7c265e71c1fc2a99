import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';

/** The last file of the run: whatever the others did to the server, it never failed on its own account. */
const lines = () => readFileSync(inject('siteLog'), 'utf8').split('\n').filter(Boolean);

test('in the whole run the server met no error that it did not foresee', () => {
  const said = lines();
  const events = said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
  // The log is written at all: pages of staff are logged one by one.
  expect(events.filter(({ event }) => event === 'request').length).toBeGreaterThan(0);
  expect(events.filter(({ level }) => level === 'error')).toEqual([]);
  expect(said.filter((line) => line.includes('5xx'))).toEqual([]);
  const told = /^(Database: |Answerable is at |Keys were made in |Warning: the keys lie)/;
  expect(said.filter((line) => !line.startsWith('{') && !told.test(line))).toEqual([]);
});

test('and it still answers', async () => {
  const { ask } = await import('../support/http-site');
  expect((await ask(inject('origin'), '/readyz')).body).toContain('"ok":true');
});

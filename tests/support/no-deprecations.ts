import { afterAll, expect } from 'vitest';

const seen: string[] = [];
process.on('warning', ({ name, message }) => {
  if (name === 'DeprecationWarning') seen.push(message);
});

/** Whoever uses the database in a way that its driver gives up is told here, in the file that does it. */
afterAll(async () => {
  // Warnings come with the next turn.
  await new Promise(setImmediate);
  expect(seen).toEqual([]);
});

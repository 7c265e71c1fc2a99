import { expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files';

/** A report, not a ruler: only a file that nobody could read in one sitting fails. */
it('keeps files small', () => {
  const lines = (folder: string) =>
    sourceFiles(folder).map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  const app = lines('app').sort((one, other) => one.lines - other.lines);
  const at = (share: number) => app[Math.min(app.length - 1, Math.floor(app.length * share))]?.lines ?? 0;
  const sum = (all: { lines: number }[]) => all.reduce((total, one) => total + one.lines, 0);
  process.stdout.write(
    `files ${app.length}, median ${at(0.5)}, p90 ${at(0.9)}, largest ${app.at(-1)?.lines} (${app.at(-1)?.path}); ` +
      `lines of code ${sum(app)}, of tests ${sum(lines('tests'))}\n`,
  );
  expect(app.filter((one) => one.lines > 250)).toEqual([]);
});

import tsconfigPaths from 'vite-tsconfig-paths';
import { defineConfig } from 'vitest/config';
import { LastFilesLast } from './tests/support/last-files';

const ground = { plugins: [tsconfigPaths()] };

/**
 * What takes long or needs a PostgreSQL server of its own: the database tests again, kills, drills, two processes, and the
 * walk over every page in a real browser.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LastFilesLast },
    projects: [
      {
        ...ground,
        test: {
          name: 'server database',
          sequence: { groupOrder: 1 },
          include: ['tests/**/*.db.test.ts'],
          exclude: ['node_modules/**'],
          globalSetup: ['tests/support/server-database.ts', 'tests/support/database-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        ...ground,
        test: {
          name: 'hard',
          sequence: { groupOrder: 2 },
          include: ['tests/hard/**/*.test.ts'],
          exclude: ['tests/hard/**/*.db.test.ts', 'node_modules/**'],
          globalSetup: ['tests/support/server-database.ts'],
          testTimeout: 900_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        ...ground,
        test: {
          name: 'every page',
          sequence: { groupOrder: 3 },
          include: ['tests/journeys/every-page.test.ts', 'tests/hostile/zz-no-500.test.ts'],
          globalSetup: ['tests/support/site-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 480_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

import tsconfigPaths from 'vite-tsconfig-paths';
import { defineConfig } from 'vitest/config';
import { LastFilesLast } from './tests/support/last-files';

const ground = { plugins: [tsconfigPaths()] };

/**
 * Three projects, by what they need: `unit` nothing (pure rules, architecture, locales), `database` a real PostgreSQL,
 * `site` the built program over HTTP and a real browser. One after the other: two cores are few.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LastFilesLast },
    projects: [
      {
        ...ground,
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          testTimeout: 60_000,
          exclude: ['tests/**/*.db.test.ts', 'tests/{journeys,hostile,hard}/**', 'node_modules/**'],
        },
      },
      {
        ...ground,
        test: {
          name: 'database',
          sequence: { groupOrder: 2 },
          include: ['tests/**/*.db.test.ts'],
          exclude: ['tests/hard/**', 'node_modules/**'],
          globalSetup: ['tests/support/database-setup.ts'],
          setupFiles: ['tests/support/no-deprecations.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        ...ground,
        test: {
          name: 'site',
          sequence: { groupOrder: 3 },
          include: ['tests/{journeys,hostile}/**/*.test.ts'],
          // The walk over every page takes long: it is among the hard tests.
          exclude: ['tests/journeys/every-page.test.ts', 'tests/**/*.db.test.ts', 'node_modules/**'],
          globalSetup: ['tests/support/site-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 480_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

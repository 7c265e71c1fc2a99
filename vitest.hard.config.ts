import tsconfigPaths from 'vite-tsconfig-paths';
import { defineConfig } from 'vitest/config';

/** What takes long or needs a PostgreSQL server of its own: kills, drills, oracles, two processes, the database tests again. */
export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    projects: [
      {
        plugins: [tsconfigPaths()],
        test: {
          name: 'server database',
          sequence: { groupOrder: 1 },
          // Those that were seen to hold on a server; the others follow as they are seen.
          include: ['tests/{architecture,auth,participants}/**/*.db.test.ts'],
          exclude: ['node_modules/**'],
          globalSetup: ['tests/support/server-database.ts', 'tests/support/database-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        plugins: [tsconfigPaths()],
        test: {
          name: 'hard',
          sequence: { groupOrder: 2 },
          // The kills and the other drills are to be run by name until they were seen to hold on a quiet machine.
          include: ['tests/hard/{two-processes,drill-disk-full}.test.ts'],
          globalSetup: ['tests/support/server-database.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

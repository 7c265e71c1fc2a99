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
          include: ['tests/**/*.db.test.ts'],
          exclude: ['tests/platform/**', 'tests/hard/**', 'node_modules/**'],
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
          include: ['tests/hard/**/*.test.ts'],
          globalSetup: ['tests/support/server-database.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

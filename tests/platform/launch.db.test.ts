import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { initialise } from '~/platform/postgres/initialise.server';
import { settleLocation } from '~/platform/postgres/location.server';
import { platformPackage } from '~/platform/postgres/platform-package.server';
import { launch } from '~/platform/postgres/postmaster.server';
import { usableProgram } from '~/platform/postgres/program.server';

it('knows what each of several starts at the same moment complained of', async () => {
  const folder = mkdtempSync('/tmp/answerable-launch-');
  try {
    chmodSync(folder, 0o755);
    const system = join(folder, 'system');
    const location = settleLocation(join(folder, 'data'), system);
    const program = usableProgram(platformPackage(), location.user, system);
    initialise(program, location);
    const starts = ['shared_buffers', 'max_connections', 'work_mem'].map((name) =>
      launch(program, location, { settings: { [name]: 'a lot' } }),
    );
    await Promise.all(starts.map((start) => once(start.process, 'exit')));
    expect(starts.map((start) => /"(\w+)"/.exec(start.lastComplaint())?.[1])).toEqual([
      'shared_buffers',
      'max_connections',
      'work_mem',
    ]);
    for (const start of starts) start.forget();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

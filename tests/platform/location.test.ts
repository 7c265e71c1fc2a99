import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLocation, settleLocation } from '~/platform/postgres/location.server';
import { runsAsRoot } from '~/platform/postgres/unprivileged-user.server';

let folder: string;
let data: string;
let system: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'answerable-location-'));
  data = join(folder, 'closed', 'data');
  system = join(folder, 'system');
  chmodSync(folder, 0o755);
  // As root, the database's user cannot pass here: its database lies in the system folder.
  mkdirSync(join(folder, 'closed'), { mode: 0o700 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A database is there once its data folder is. */
function settled() {
  const location = settleLocation(data, system);
  mkdirSync(location.data, { recursive: true });
  return location;
}

describe('the place of the embedded database', () => {
  it('is found again, by whoever comes later', () => {
    const { data: place, elsewhere } = settled();
    expect(elsewhere).toBe(runsAsRoot());
    expect(findLocation(data, system)?.data).toBe(place);
    expect(settleLocation(data, system).data).toBe(place);
  });

  it('is another one for a data folder made anew at the same path', () => {
    const former = settled();
    rmSync(data, { recursive: true });
    expect(findLocation(data, system)).toBeNull();
    const { data: place } = settleLocation(data, system);
    expect(existsSync(place)).toBe(false);
    // Nobody deletes what lies elsewhere: it may be all that is left.
    if (former.elsewhere) expect(existsSync(former.data)).toBe(true);
  });

  it.runIf(runsAsRoot())('is the one from before folders were marked, unless the folder is younger than it', () => {
    mkdirSync(data);
    const name = createHash('sha256').update(realpathSync(data)).digest('hex').slice(0, 16);
    const unmarked = join(system, name, 'data');
    mkdirSync(unmarked, { recursive: true });
    expect(settleLocation(data, system).data).toBe(unmarked);
    rmSync(data, { recursive: true });
    mkdirSync(data);
    expect(findLocation(data, system)).toBeNull();
    expect(settleLocation(data, system).data).not.toBe(unmarked);
  });
});

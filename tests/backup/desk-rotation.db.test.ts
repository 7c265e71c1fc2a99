import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewDeskKey, rewrapSlots } from '~/backup/desk-rotation.server';
import { readDeskRings, readPublicRings } from '~/platform/crypto/keyring-rings.server';
import { openKeyring } from '~/platform/crypto/keyring.server';
import { rotate } from '~/platform/crypto/keyring-rotation.server';
import { installRuntime } from '~/platform/runtime.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import type { HardScene } from '../support/hard-scene';
import { storedTexts } from '../support/stored-submissions';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let round: OpenRound;
let mission: { id: string };
/** Every text as the desk opens it. */
async function words() {
  const { databases } = await fresh();
  return storedTexts({ program: { databases }, mission } as unknown as HardScene);
}
const epochs = () =>
  query<{ key_epoch: number; n: number }>(
    runtime.databaseUrl,
    'select key_epoch, count(*)::int as n from app.key_slot where suite = 16 group by 1 order by 1',
  );
/** Keys read anew at once: tests rotate faster than a running program looks. */
async function fresh() {
  const keyring = await openKeyring(runtime.config.keysDir, runtime.now(), { recheckAfter: 0 });
  const place = { config: runtime.config, keyring, now: runtime.now, databases: runtime.databases };
  installRuntime(place);
  return place;
}

beforeAll(async () => {
  runtime = await startTestRuntime('2026-03-02T09:00:00Z');
  mission = await aMission();
  round = await anOpenRound(mission);
  for (let count = 0; count < 3; count += 1) await aSubmission(round);
});
afterAll(() => runtime.close());

describe('the desk’s key', () => {
  it('stays for fourteen days, then every slot is wrapped for a new one and all words open', async () => {
    const [before] = await epochs();
    runtime.clock.set('2026-03-15T09:00:00Z');
    await renewDeskKey(runtime.databaseUrl, await fresh());
    expect((await epochs())[0]?.key_epoch).toBe(before?.key_epoch);
    const texts = await words();
    runtime.clock.set('2026-03-16T09:00:00Z');
    await renewDeskKey(runtime.databaseUrl, await fresh());
    const after = await epochs();
    expect(after).toHaveLength(1);
    expect(after[0]!.key_epoch).toBeGreaterThan(before!.key_epoch);
    expect(after[0]!.n).toBe(before!.n);
    expect(await words()).toEqual(texts);
  });

  it('is destroyed fourteen days after it was replaced; what is sealed to it then is refused before anything is stored', async () => {
    const { config } = runtime;
    const [former] = readPublicRings(config.keysDir)!.desk_public;
    expect(readDeskRings(config.keysDir)!.desk).toHaveLength(2);
    runtime.clock.set('2026-03-30T09:00:00Z');
    await renewDeskKey(runtime.databaseUrl, await fresh());
    expect(readDeskRings(config.keysDir)!.desk.some(({ version }) => version === former!.version)).toBe(false);
    const sealed = query(
      runtime.databaseUrl,
      `insert into app.key_slot (object_id, wrapped, key_epoch, suite) values (gen_random_uuid(), 'x', $1, 16)`,
      [former!.version],
    );
    await expect(sealed).rejects.toMatchObject({ code: '57000' });
  });

  it('is not destroyed while one slot still needs it, and goes on where it was cut off', async () => {
    const { config, databaseUrl } = runtime;
    const version = rotate(config.keysDir, 'desk', runtime.now());
    const place = await fresh();
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const [garbled] = await query<{ object_id: string; wrapped: Buffer }>(
      databaseUrl,
      `update app.key_slot k set wrapped = 'nonsense' from (select object_id, wrapped from app.key_slot where suite = 16 limit 1) f
       where k.object_id = f.object_id returning f.object_id, f.wrapped`,
    );
    const first = await rewrapSlots(client, place);
    expect(first).toMatchObject({ failed: 1 });
    runtime.clock.set('2026-05-30T09:00:00Z');
    await renewDeskKey(databaseUrl, await fresh());
    const kept = readDeskRings(config.keysDir)!.desk.map((entry) => entry.version);
    const needed = (await epochs()).map(({ key_epoch }) => key_epoch);
    expect(needed.every((epoch) => kept.includes(epoch))).toBe(true);
    await query(databaseUrl, 'update app.key_slot set wrapped = $1 where object_id = $2', [
      garbled!.wrapped,
      garbled!.object_id,
    ]);
    expect(await rewrapSlots(client, await fresh())).toEqual({ done: 1, failed: 0 });
    await client.end();
    expect(version).toBeGreaterThan(0);
  });
});

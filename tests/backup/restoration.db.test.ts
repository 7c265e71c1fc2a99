import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { acceptRestoration } from '~/missions/restoration-commands.server';
import { frozenRestoration } from '~/missions/restoration-store.server';
import type { HardScene } from '../support/hard-scene';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { anOpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { storedTexts } from '../support/stored-submissions';
import { aSubmission } from '../support/submissions';

let runtime: TestRuntime;
let missions: { id: string }[];
let officers: Staff[];

/** As a restore leaves the database: slots closed, one row a mission. */
async function freeze(): Promise<void> {
  const rows = missions.map(
    ({ id }) => `('${randomUUID()}', '${id}', '2026-02-20', '2026-02-20', '2026-03-02', 'frozen')`,
  );
  await query(
    runtime.databaseUrl,
    `set session_replication_role = replica; update app.key_slot set frozen = true where suite = 16; delete from app.restoration;
     insert into app.restoration (id, mission_id, data_of, keys_of, restored_on, state) values ${rows.join(', ')}`,
  );
}
const words = async () => [
  ...(await storedTexts({ program: runtime, mission: missions[0]! } as unknown as HardScene)).keys(),
];

beforeAll(async () => {
  runtime = await startTestRuntime('2026-03-02T09:00:00Z');
  missions = [await aMission(), await aMission()];
  officers = await Promise.all(missions.map((mission) => someone(mission, 'protection_officer')));
  const round = await anOpenRound(missions[0]!);
  await aSubmission(round);
});
afterAll(() => runtime.close());

describe('after a restore over which nothing newer is known', () => {
  it('no word opens, for nobody, and new words still come in', async () => {
    const before = await words();
    expect(before).not.toContain('lost');
    await freeze();
    expect(await words()).toEqual(['lost']);
    const round = await anOpenRound(missions[1]!);
    await aSubmission(round);
    expect(await readForDesk(officers[0]!, frozenRestoration)).toMatchObject({ dataOf: '2026-02-20' });
  });

  it('opens them when a protection officer of every mission has said what is unknown, and not before', async () => {
    await freeze();
    expect(await acceptRestoration(officers[0]!, '2026-02-21')).toMatchObject({ ok: true });
    expect(await words()).toEqual(['lost']);
    expect(await acceptRestoration(officers[1]!, '2026-02-20')).toMatchObject({ ok: true });
    expect(await words()).not.toContain('lost');
    expect(await readForDesk(officers[0]!, frozenRestoration)).toBeNull();
    const facts = await query<{ payload: object }>(
      runtime.databaseUrl,
      `select payload from app.fact where type = 'restoration.accepted' order by payload::text`,
    );
    expect(facts.map(({ payload }) => payload)).toEqual([
      { unknown_since: '2026-02-20' },
      { unknown_since: '2026-02-21' },
    ]);
  });

  it('refuses another role, a day before the data or still to come, and a second acceptance', async () => {
    await freeze();
    const chief = await someone(missions[0]!, 'chief_of_mission');
    expect(await acceptRestoration(chief, '2026-02-21')).toMatchObject({ refusal: 'workflow.not_allowed' });
    for (const day of ['2026-02-19', '2026-03-03']) {
      expect(await acceptRestoration(officers[0]!, day)).toMatchObject({ refusal: 'restoration.day_outside' });
    }
    expect(await acceptRestoration(officers[0]!, '2026-03-02')).toMatchObject({ ok: true });
    expect(await acceptRestoration(officers[0]!, '2026-03-02')).toMatchObject({
      refusal: 'restoration.nothing_frozen',
    });
    expect(await words()).toEqual(['lost']);
  });

  it('is not opened by the desk’s own login, whatever it writes', async () => {
    await freeze();
    const { desk } = runtime.databases.prisma;
    // Rows that it cannot see it cannot change.
    expect(await desk.$executeRawUnsafe('update app.key_slot set frozen = false')).toBe(0);
    expect(await words()).toEqual(['lost']);
    expect(await desk.$queryRawUnsafe('select app.unfreeze() as thawed')).toEqual([{ thawed: 0 }]);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { readIn } from '~/platform/db.server';
import { renewRoundKeys } from '~/rounds/round-key-commands.server';
import { addEntry, destroyEntry } from '~/vault/entry-commands.server';
import { entriesOf } from '~/vault/entry-store.server';
import { breakGlass } from '~/vault/opening-commands.server';
import { deliverOpening } from '~/vault/opening-delivery.server';
import { query } from '../support/database';
import { openedBy } from '../support/opener';
import { aMission, someone } from '../support/people';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aVault, WITH_ROOT } from '../support/vault';

const ORGANISATION = { name: 'Mothers of the river', organisation: '', contact: 'the boatman' };
const DANGER = 'Soldiers were seen in front of their house this morning, they must be warned.';

let program: TestRuntime;
beforeAll(async () => {
  program = await startTestRuntime('2026-03-02T09:00:00Z', WITH_ROOT);
});
afterAll(() => program.close());

it('takes nobody without a vault', async () => {
  const officer = await someone(await aMission(), 'consultation_officer');
  expect(await addEntry(officer, 'organisation', ORGANISATION)).toMatchObject({ refusal: 'entry.no_vault' });
});

it('shows a pseudonym, opens as any box does, and can be destroyed', async () => {
  const mission = await aMission();
  const { first } = await aVault(mission);
  await renewRoundKeys(mission.id);
  const officer = await someone(mission, 'consultation_officer');
  const { id, pseudonym } = succeeded(await addEntry(officer, 'organisation', ORGANISATION));
  const seen = await readIn(program.databases.prisma.desk, { mission: mission.id }, entriesOf);
  expect(seen).toEqual([{ id, kind: 'organisation', pseudonym, state: 'kept' }]);
  await expect(
    readIn(program.databases.prisma.desk, { mission: mission.id }, (db) => db.vaultEntry.findMany()),
  ).rejects.toThrow(/permission denied/);
  const target = { target: 'entry', targetId: id, roundId: null } as const;
  const deliver = async () => {
    const asked = succeeded(await breakGlass(first.staff, target, DANGER));
    return deliverOpening(first.staff, asked.id, async () => null);
  };
  expect(openedBy(first.key, succeeded(await deliver()))).toEqual(ORGANISATION);
  expect(await destroyEntry(officer, id)).toMatchObject({ refusal: 'workflow.not_allowed' });
  succeeded(await destroyEntry(first.staff, id));
  expect(await deliver()).toMatchObject({ refusal: 'opening.record_gone' });
  expect(await destroyEntry(first.staff, id)).toMatchObject({ refusal: 'entry.destroyed_already' });
  const left = await query(program.databaseUrl, 'select 1 from app.key_slot where object_id = $1', [id]);
  expect(left).toEqual([]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readIn } from '~/platform/db.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import { submit } from '~/participants/submit.server';
import { renewRoundKeys } from '~/rounds/round-key-commands.server';
import { newRoot } from '~/vault/certificate.server';
import { enrolKey, revokeKeyAs } from '~/vault/officer-key-commands.server';
import { rewrap } from '~/vault/rewrap.server';
import { missingWraps, rewrapTask, takeWraps } from '~/vault/rewrap-commands.server';
import { sealingKey } from '~/vault/vault-keys-store.server';
import { query } from '../support/database';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSending } from '../support/submissions';
import { anOfficer, aSignedKey, aVault, ROOT, WITH_ROOT } from '../support/vault';

let program: TestRuntime;
let mission: { id: string; slug: string };
beforeAll(async () => {
  program = await startTestRuntime('2026-03-02T09:00:00Z', WITH_ROOT);
});
afterAll(() => program.close());
beforeEach(async () => {
  mission = await aMission();
});

const keyOf = (round: { id: string }, today = '2026-03-02') =>
  readIn(program.databases.prisma.site, {}, (db) =>
    sealingKey(db, { missionId: mission.id, roundId: round.id }, today),
  );
const roundKeys = () =>
  query<{ id: string; epoch: number; state: string; wraps: number }>(
    program.databaseUrl,
    `select k.id, k.epoch, k.state, (select count(*)::int from vault.round_key_wrap w where w.round_key_id = k.id) as wraps
     from vault.round_key k where k.mission_id = $1 and k.round_id is not null order by k.epoch`,
    [mission.id],
  );
const actor = () => ({ role: 'system', accountId: null, missionId: mission.id });

describe('enrolling a key', () => {
  it('takes what the root signed for this mission, once, from a protection officer of all of it', async () => {
    const { staff } = await anOfficer(mission);
    const { certificate } = aSignedKey();
    expect(await enrolKey(staff, certificate)).toMatchObject({ refusal: 'officer_key.own_there' });
    const officer = await someone(mission, 'consultation_officer');
    expect(await enrolKey(officer, certificate)).toMatchObject({ refusal: 'workflow.not_allowed' });
    const other = await someone(mission, 'protection_officer');
    const foreign = aSignedKey({}, newRoot()).certificate;
    expect(await enrolKey(other, foreign)).toMatchObject({ refusal: 'officer_key.not_signed' });
    const elsewhere = aSignedKey({ missions: ['elsewhere'] }).certificate;
    expect(await enrolKey(other, elsewhere)).toMatchObject({ refusal: 'officer_key.other_mission' });
    succeeded(await enrolKey(other, certificate));
    const third = await someone(mission, 'protection_officer');
    expect(await enrolKey(third, certificate)).toMatchObject({ refusal: 'officer_key.enrolled_already' });
  });

  it('lets no admin enrol anything', async () => {
    const admin = await someone(mission, 'admin');
    expect(await enrolKey(admin, aSignedKey().certificate)).toMatchObject({ refusal: 'workflow.not_allowed' });
  });
});

describe('the key of a round', () => {
  it('is made when its review is signed, wrapped for both officers and recovery', async () => {
    await aVault(mission);
    const round = await anOpenRound(mission);
    expect(await keyOf(round)).toMatchObject({ scope: round.id, epoch: 1 });
    expect(await roundKeys()).toMatchObject([{ epoch: 1, state: 'current', wraps: 3 }]);
  });

  it('is not made for one officer, nor without a recovery key: anonymous only', async () => {
    await anOfficer(mission);
    expect(await keyOf(await anOpenRound(mission))).toBeNull();
    await anOfficer(mission);
    expect(await renewRoundKeys(mission.id)).toBe(0);
  });

  it('comes later, when the second officer does', async () => {
    const round = await anOpenRound(mission);
    await aVault(mission);
    expect(await renewRoundKeys(mission.id)).toBe(2);
    expect(await keyOf(round)).toMatchObject({ epoch: 1 });
    expect(await renewRoundKeys(mission.id)).toBe(0);
  });

  it('counts officers at every sealing: role, expiry, and the root', async () => {
    const { first } = await aVault(mission);
    const round = await anOpenRound(mission);
    expect(await keyOf(round, '2027-01-01')).toBeNull();
    const setState = (state: string) =>
      query(
        program.databaseUrl,
        `do $$ begin set session_replication_role = replica;
           update app.role_assignment set state = '${state}' where account_id = '${first.staff.accountId}'; end $$`,
      );
    await setState('lapsed');
    expect(await keyOf(round)).toBeNull();
    await setState('active');
    expect(await keyOf(round)).not.toBeNull();
  });

  it('is not taken when somebody with the database put another in its place', async () => {
    await aVault(mission);
    const round = await anOpenRound(mission);
    const theirs = Buffer.from(newDeskPair().publicKey).toString('hex');
    await query(
      program.databaseUrl,
      `do $$ begin set session_replication_role = replica; update vault.round_key set public_key = decode('${theirs}', 'hex') where round_id = '${round.id}'; end $$`,
    );
    expect(await keyOf(round)).toBeNull();
    await expect(
      aSending(round, { identity: { name: 'Amina', organisation: '', contact: '' } }).then(submit),
    ).rejects.toThrow();
  });
});

describe('losing an officer', () => {
  it('touches each key once, takes names no more, and goes on with a third', async () => {
    const { first, second } = await aVault(mission);
    const round = await anOpenRound(mission);
    succeeded(await revokeKeyAs(second.staff, first.keyId));
    expect(await keyOf(round)).toBeNull();
    expect(await roundKeys()).toMatchObject([{ epoch: 1, state: 'retired', wraps: 2 }]);
    expect(await renewRoundKeys(mission.id)).toBe(0);
    const third = await anOfficer(mission);
    await renewRoundKeys(mission.id);
    expect(await keyOf(round)).toMatchObject({ epoch: 2 });
    expect(await roundKeys()).toMatchObject([{ wraps: 2 }, { epoch: 2, state: 'current', wraps: 3 }]);
    expect(await revokeKeyAs(second.staff, first.keyId)).toMatchObject({ refusal: 'officer_key.revoked_already' });
    expect(third.keyId).not.toBe(first.keyId);
  });
});

describe('a new officer', () => {
  it('gets the old keys from a holder offline; a run that was cut goes on', async () => {
    const { second, recovery } = await aVault(mission);
    await anOpenRound(mission);
    await anOpenRound(mission);
    const third = await anOfficer(mission);
    expect(await missingWraps(mission.id)).toBe(2);
    const task = JSON.stringify(succeeded(await rewrapTask(mission.id, second.keyId)));
    const did = rewrap(task, second.key, ROOT.publicKey, '2026-03-02');
    expect(did).toMatchObject({ opened: 2, wraps: 2 });
    const cut = JSON.parse(did!.result) as { wraps: unknown[] };
    expect(succeeded(await takeWraps(actor(), JSON.stringify({ ...cut, wraps: cut.wraps.slice(0, 1) })))).toEqual({
      taken: 1,
    });
    expect(succeeded(await takeWraps(actor(), did!.result))).toEqual({ taken: 1 });
    expect(succeeded(await takeWraps(actor(), did!.result))).toEqual({ taken: 0 });
    expect(await missingWraps(mission.id)).toBe(0);
    const own = JSON.stringify(succeeded(await rewrapTask(mission.id, third.keyId)));
    expect(rewrap(own, third.key, null, '2026-03-02')).toMatchObject({ opened: 2, failed: [] });
    const drill = JSON.stringify(succeeded(await rewrapTask(mission.id, recovery.keyId)));
    expect(rewrap(drill, recovery.key, null, '2026-03-02')).toMatchObject({ opened: 2, failed: [] });
  });
});

it('files a fact for each change of a key: psql cannot change one without', async () => {
  const { first } = await aVault(mission);
  const change = query(program.databaseUrl, 'update vault.officer_key set version = version + 1 where id = $1', [
    first.keyId,
  ]);
  await expect(change).rejects.toThrow('no fact for officer_key');
});

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newInvitation, readInvitation } from '~/participants/invitation-code.server';
import { lookupOf, parseReturnCode } from '~/participants/return-code.server';
import { moveRound } from '~/rounds/move-commands.server';
import { refusalToIssue, type IssuedBatch } from '~/rounds/invitation';
import { issueInvitations } from '~/rounds/invitation-commands.server';
import { query } from '../support/database';
import { signedIn } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { aDraftRound, anOpenRound, aProgram, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());

describe('how many may be issued', () => {
  const ready = { state: 'open', expectedPeople: 100 } as const;
  const batch = (issued: number, entryId: string | null = null): IssuedBatch => ({
    id: randomUUID(),
    entryId,
    issued,
    issuedOn: '2026-03-02',
  });

  test('no holder more than two fifths of the people expected, all together no more than twice of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('a', 'b', 'c', 'd', 'e', null)), {
          maxLength: 30,
        }),
        (wishes) => {
          const issued: IssuedBatch[] = [];
          for (const [count, entryId] of wishes) {
            if (refusalToIssue(ready, issued, { count, entryId }) === null) issued.push(batch(count, entryId));
          }
          const sum = (some: readonly IssuedBatch[]) => some.reduce((all, one) => all + one.issued, 0);
          expect(sum(issued)).toBeLessThanOrEqual(200);
          for (const { entryId } of issued) {
            expect(sum(issued.filter((one) => one.entryId === entryId))).toBeLessThanOrEqual(40);
          }
        },
      ),
    );
    expect(refusalToIssue(ready, [batch(39)], { count: 1, entryId: null })).toBeNull();
    expect(refusalToIssue(ready, [batch(39)], { count: 2, entryId: null })).toBe('invitation.too_many_to_one');
  });

  test('only between the signing of the risks and the closing', () => {
    const wish = { count: 1, entryId: null };
    for (const state of ['approved', 'open', 'paused_for_safety'] as const) {
      expect(refusalToIssue({ ...ready, state }, [], wish)).toBeNull();
    }
    for (const state of ['draft', 'risk_review', 'closed', 'published', 'cancelled'] as const) {
      expect(refusalToIssue({ ...ready, state }, [], wish)).toBe('invitation.round_not_ready');
    }
  });
});

describe('a code of an invitation', () => {
  test('is read as it is typed, and leads elsewhere than a return code of the same secret', () => {
    const { code, hash } = newInvitation();
    expect(readInvitation(code.toLowerCase().replaceAll('-', ' '))).toEqual(hash);
    expect(lookupOf(parseReturnCode(code)!)).not.toEqual(hash);
    expect(readInvitation(code.replace(/^./, (first) => (first === '7' ? '8' : '7')))).toBeNull();
  });
});

describe('issuing', () => {
  test('keeps hashes without batch, holder or order, and a fact that counts', async () => {
    const codes = succeeded(await issueInvitations(round.officer, round.id, { count: 12 }));
    expect(new Set(codes).size).toBe(12);
    const columns = await query<{ column: string }>(
      runtime.databaseUrl,
      `select column_name as column from information_schema.columns where table_schema = 'app' and table_name = 'invitation' order by 1`,
    );
    expect(columns.map(({ column }) => column)).toEqual(['hash', 'mission_id', 'round_id', 'spent']);
    const rows = await query<{ hash: Buffer }>(runtime.databaseUrl, 'select hash from app.invitation order by ctid');
    const kept = rows.map(({ hash }) => hash.toString('hex'));
    expect(kept).toEqual([...kept].sort());
    expect(kept.sort()).toEqual(codes.map((code) => Buffer.from(readInvitation(code)!).toString('hex')).sort());
    const facts = await query(runtime.databaseUrl, `select payload from app.fact where subject = 'invitation_batch'`);
    expect(facts).toEqual([{ payload: { round: round.id, issued: 12 } }]);
  });

  test('is refused to whoever does not run the round, for an unknown holder, and in another mission', async () => {
    const translator = await someone(mission, 'translator');
    expect(await issueInvitations(translator, round.id, { count: 1 })).toMatchObject({
      refusal: 'workflow.not_allowed',
    });
    const foreign = await someone(await aMission(), 'consultation_officer');
    expect(await issueInvitations(foreign, round.id, { count: 1 })).toMatchObject({ refusal: 'round.not_found' });
    expect(await issueInvitations(round.officer, round.id, { count: 1, entry: randomUUID() })).toMatchObject({ refusal: 'invitation.no_entry' }); // prettier-ignore
    const draft = await aDraftRound(round.officer, (await aProgram(round.officer)).id);
    expect(await issueInvitations(round.officer, draft.id, { count: 1 })).toMatchObject({ refusal: 'invitation.round_not_ready' }); // prettier-ignore
  });

  test('the desk sees how many were spent and no hash; nothing of them changes but that', async () => {
    const desk = runtime.databases.prisma.desk;
    await expect(desk.$queryRaw`select hash from app.invitation`).rejects.toThrow(/permission denied/);
    const setting = `select set_config('app.mission', '${mission.id}', false)`;
    const as = (statement: string) =>
      query(runtime.databaseUrl, `begin; ${setting}; ${statement}; set constraints all immediate; rollback`);
    await expect(as(`update app.invitation set spent = true`)).rejects.toThrow(/no fact for invitation/);
    await expect(as(`delete from app.invitation`)).rejects.toThrow(/append-only/);
    await expect(as(`insert into app.invitation values (decode('${'0'.repeat(32)}', 'hex'), '${mission.id}', '${round.id}')`)).rejects.toThrow(/no fact/); // prettier-ignore
  });

  test('the page shows the slips once, and puts a refusal beside its field', async () => {
    const browser = await signedIn(round.officer, runtime.databaseUrl);
    const path = `/en/desk/rounds/${round.slug}/invitations`;
    const made = await browser.post(path, { intent: 'issue', count: '3', entry: '' });
    expect(made.status).toBe(200);
    const slips = made.html.match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}/g) ?? [];
    expect(slips).toHaveLength(3);
    const again = await browser.get(path);
    for (const code of slips) expect(again.html).not.toContain(code);
    const refused = await browser.post(path, { intent: 'issue', count: '17', entry: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('more than 40%');
    expect(refused.html).toContain('value="17"');
    expect((await browser.post(path, { intent: 'issue', count: '201', entry: '' })).status).toBe(422);
  });

  test('the page is not there for whoever does not run rounds', async () => {
    const manager = await someone(mission, 'program_manager');
    const browser = await signedIn(manager, runtime.databaseUrl);
    expect((await browser.get(`/en/desk/rounds/${round.slug}/invitations`)).status).toBe(403);
  });

  test('ends with the round', async () => {
    succeeded(await moveRound(round.officer, round.id, 'close', { unmet: [] }));
    expect(await issueInvitations(round.officer, round.id, { count: 1 })).toMatchObject({ refusal: 'invitation.round_not_ready' }); // prettier-ignore
  });
});

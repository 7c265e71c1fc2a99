import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAct } from '~/participants/act-key.server';
import { appendToLedger, readLedger, type LedgerEntry } from '~/participants/ledger.server';
import { actKeyFor, enterByCode, enterByTicket, issueTicket } from '~/participants/visit-entry.server';
import type { Visit } from '~/participants/visit';
import { act } from '~/participants/visit-acts.server';
import { completeWithdrawals, withdraw } from '~/participants/withdraw-commands.server';
import { withdrawalMessage } from '~/participants/withdrawal-proof.server';
import { onWithdrawn, type Withdrawn } from '~/participants/withdraw-followers.server';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { anAnswered, aScene, asSuperuser, visitOf, type Answered, type Scene } from './visit-scene';

let runtime: TestRuntime;
let scene: Scene;
let answered: Answered;
let visit: Visit;

beforeAll(async () => {
  runtime = await startTestRuntime();
  scene = await aScene();
});
beforeEach(async () => {
  answered = await anAnswered(scene);
  visit = await visitOf(answered);
});
afterAll(() => runtime.close());

const sql = <Row extends Record<string, unknown>>(text: string, values: unknown[]) =>
  asSuperuser<Row>(runtime.databaseUrl, text, values);
const ledger = () => readLedger(runtime.config.dataDir);

async function slotsLeft({ ids }: Answered) {
  const more = `select id from app.message where submission_id = $1 union select v.id from app.item_version v join app.item i on i.id = v.item_id where i.submission_id = $1`;
  const rows = await sql(
    `select object_id from app.key_slot where object_id = any($2::uuid[]) or object_id in (${more})`,
    [ids[0], ids],
  );
  return rows.length;
}

async function stateOf({ id }: Answered) {
  const [row] = await sql<{ state: string; version: number }>(
    'select state, version from app.submission where id = $1',
    [id],
  );
  return row!;
}

/** A genuine entry of the ledger for a submission; its transaction has not happened: what a crash leaves behind. */
async function signedEntry(target: Answered): Promise<LedgerEntry> {
  const visited = await visitOf(target);
  const [leaf] = await sql<{ leaf: string }>(
    `select encode(l.commitment, 'hex') as leaf from app.leaf l join app.fact f on f.tx = l.tx
     where f.type = 'submission.received' and f.subject_id = $1`,
    [target.id],
  );
  const version = visited.submission.version + 1;
  const blank = { submission: target.id, scope: 'submission', version, leaf: leaf!.leaf, signature: '' } as const;
  const entry: LedgerEntry = { ...blank, day: '2026-03-02' };
  const signature = actKeyFor(visited, target.code)!.sign(withdrawalMessage(scene.mission.id, entry));
  return { ...entry, signature: Buffer.from(signature).toString('hex') };
}

describe('withdrawing', () => {
  it('deletes every key of what was written by or about it, so that no private key opens a word', async () => {
    await act(visit, { intent: 'say', kind: 'addition', text: 'More.' }, randomBytes(32));
    expect(await slotsLeft(answered)).toBeGreaterThan(8);
    expect(await withdraw(await visitOf(answered), answered.code)).toEqual({ ok: true, value: undefined });
    expect(await slotsLeft(answered)).toBe(0);
    expect((await stateOf(answered)).state).toBe('withdrawn');
    const items = await sql(
      `select distinct state, coalesce(cardinality(choices), 0) as chosen from app.item where submission_id = $1`,
      [answered.id],
    );
    expect(items).toEqual([{ state: 'withdrawn', chosen: 0 }]);
  });

  it('knows every table that holds a sealed text', async () => {
    const shredded = [
      'submission',
      'item',
      'item_version',
      'staff_note',
      'point',
      'answer',
      'answer_return',
      'message',
      'understanding',
      'risk_flag_step',
      'reprisal_step',
    ];
    const elsewhere = {
      search_segment: 'is written anew by a follower',
      leaf: 'its opening holds ids and codes; the salt of its content goes',
      risk_assessment: 'is ours about a round, and names no submission',
      recording_piece: 'is a voice of ours reading a text of ours',
      lawful_demand_step: 'is ours about a demand, and names no submission',
      text_commitment: 'holds salts under the key of its text, and dies with it',
    };
    const tables = await sql<{ name: string }>(
      `select distinct c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'app' and c.relkind = 'r' and a.atttypid = 'bytea'::regtype and a.attname in ('body', 'header', 'summary', 'opening')`,
      [],
    );
    expect(tables.map(({ name }) => name).sort()).toEqual([...shredded, ...Object.keys(elsewhere)].sort());
  });

  it('leaves the texts and keys of everybody else', async () => {
    const other = await anAnswered(scene);
    const before = await slotsLeft(other);
    await withdraw(visit, answered.code);
    expect(await slotsLeft(other)).toBe(before);
    expect((await visitOf(other)).understandings[0]!.text).not.toBeNull();
  });

  it('takes the content salts of its own leaves, and keeps their metadata', async () => {
    await withdraw(visit, answered.code);
    const leaves = await sql<{ type: string; content: boolean; metadata: boolean }>(
      `select f.type, l.content_salt is not null as content, l.metadata_salt is not null as metadata
       from app.leaf l join app.fact f on f.tx = l.tx where f.subject = 'submission' and f.subject_id = $1`,
      [answered.id],
    );
    expect(leaves).toEqual(
      expect.arrayContaining([
        { type: 'submission.received', content: false, metadata: true },
        { type: 'submission.withdrawn', content: true, metadata: true },
      ]),
    );
  });

  it('is signed by the code, over the leaf of the submission and the version it makes', async () => {
    await withdraw(visit, answered.code);
    const entry = (await ledger()).entries.at(-1)!;
    const message = withdrawalMessage(scene.mission.id, entry);
    expect(verifyAct(visit.submission.actPublicKey!, message, Buffer.from(entry.signature, 'hex'))).toBe(true);
    expect(entry.version).toBe((await stateOf(answered)).version);
    const [fact] = await sql<{ payload: Record<string, unknown> }>(
      `select payload from app.fact where type = 'submission.withdrawn' and subject_id = $1`,
      [answered.id],
    );
    expect(fact!.payload).toMatchObject({ act_signature: entry.signature, scope: 'submission', retention: 'archive' });
  });

  it('refuses another code and leaves no trace of the try', async () => {
    const other = await anAnswered(scene);
    const before = (await ledger()).entries.length;
    expect(await withdraw(visit, other.code)).toEqual({ ok: false, refusal: 'visit.code_differs' });
    expect(await withdraw(visit, 'nonsense')).toEqual({ ok: false, refusal: 'visit.code_differs' });
    expect((await ledger()).entries).toHaveLength(before);
    expect((await stateOf(answered)).state).toBe('received');
  });

  it('happens once, and the ticket shows it while the code leads nowhere', async () => {
    const ticket = issueTicket(visit);
    await withdraw(visit, answered.code);
    const entry = await enterByTicket(ticket);
    expect(entry.ok && entry.visit.submission.state).toBe('withdrawn');
    expect(entry.ok && (await withdraw(entry.visit, answered.code))).toEqual({ ok: false, refusal: 'visit.already' });
    expect(await enterByCode(answered.code)).toBeNull();
  });

  it('happens although staff changed the submission in between', async () => {
    await act(visit, { intent: 'take_back', use: 'quote' }, randomBytes(32));
    expect((await withdraw(visit, answered.code)).ok).toBe(true);
    expect((await stateOf(answered)).state).toBe('withdrawn');
  });

  it('tells those that follow, and is not held up by one that fails', async () => {
    const told: Withdrawn[] = [];
    onWithdrawn('fails', () => Promise.reject(new Error('no segment')));
    onWithdrawn('told', async (withdrawn) => void told.push(withdrawn));
    expect((await withdraw(visit, answered.code)).ok).toBe(true);
    expect(told).toEqual([{ missionId: scene.mission.id, roundId: scene.round.id }]);
    onWithdrawn('fails', () => Promise.resolve());
  });
});

describe('at the start', () => {
  it('completes what the ledger holds and the database does not', async () => {
    await appendToLedger(runtime.config.dataDir, await signedEntry(answered));
    expect((await completeWithdrawals()).completed).toBe(1);
    expect((await stateOf(answered)).state).toBe('withdrawn');
    expect(await slotsLeft(answered)).toBe(0);
    expect((await completeWithdrawals()).completed).toBe(0);
  });

  it('applies no entry that the code did not sign', async () => {
    const [genuine, forged] = [await signedEntry(await anAnswered(scene)), await signedEntry(answered)];
    writeFileSync(join(runtime.config.dataDir, 'ledger', 'withdrawals.jsonl'), '');
    await appendToLedger(runtime.config.dataDir, { ...genuine, submission: answered.id });
    await appendToLedger(runtime.config.dataDir, { ...forged, signature: genuine.signature });
    expect(await completeWithdrawals()).toEqual({ completed: 0, forged: 2, unreadable: 0 });
    expect((await stateOf(answered)).state).toBe('received');
  });

  it('tells the followers again, for a crash after the commit', async () => {
    await withdraw(visit, answered.code);
    const told: Withdrawn[] = [];
    onWithdrawn('told', async (withdrawn) => void told.push(withdrawn));
    await completeWithdrawals();
    expect(told.length).toBeGreaterThan(0);
  });
});

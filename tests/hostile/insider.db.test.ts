import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createActiveAccount, wholeMission } from '~/auth/account-setup.server';
import { hashPassword } from '~/auth/password-hash.server';
import { beginSession, cookieFor } from '~/auth/session.server';
import { checkCode, checkPassword } from '~/auth/sign-in.server';
import { readStaff, type Staff } from '~/auth/staff.server';
import { codeOfStep, stepAt } from '~/auth/totp.server';
import { actKeyOf } from '~/participants/act-key.server';
import { appendToLedger, readLedger, type LedgerEntry } from '~/participants/ledger.server';
import { handlesFor, senderOf } from '~/participants/vault-handle.server';
import { enterByCode } from '~/participants/visit-entry.server';
import { completeWithdrawals, withdraw } from '~/participants/withdraw-commands.server';
import { withdrawalMessage } from '~/participants/withdrawal-proof.server';
import { born } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { newRoot } from '~/vault/certificate.server';
import { enrolKey } from '~/vault/officer-key-commands.server';
import { approveOpening, loadOpening, requestOpening, type Target } from '~/vault/opening-commands.server';
import { deliverOpening } from '~/vault/opening-delivery.server';
import { challengeFor } from '~/vault/opening-proof.server';
import { command } from '../commands/surroundings';
import { query } from '../support/database';
import { codeIn, openedBy } from '../support/opener';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';
import { aSignedKey, aVault, WITH_ROOT, type Officer } from '../support/vault';

/**
 * Somebody of the mission who holds what an insider can hold: an admin's account, the database as its superuser, an
 * officer's password, another officer's browser. None of it opens an identity, and none of it makes a withdrawal.
 */
const AMINA = { name: 'Amina', organisation: 'Women of the market', contact: 'by the baker' };
const REASON = 'She wrote that men came to her door.';
const refused = (refusal: string) => expect.objectContaining({ ok: false, refusal });

let program: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let one: Officer;
let other: Officer;
let amina: Target;

const sql = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) =>
  query<Row>(program.databaseUrl, text, values);
/** As a superuser who switches off every trigger of the database. */
const force = (text: string) => sql(`do $$ begin set session_replication_role = replica; ${text}; end $$`);

beforeAll(async () => {
  program = await startTestRuntime('2026-03-02T09:00:00Z', WITH_ROOT);
  mission = await aMission();
  const vault = await aVault(mission);
  [one, other] = [vault.first, vault.second];
  await aThirdOfficer();
  round = await anOpenRound(mission);
  const { items } = await aSubmission(round, { identity: AMINA });
  amina = (await senderOf(one.staff, items[0]!))!;
});
afterAll(() => program.close());

let officer: Officer;
let secondFactor: { email: string; totpSecret: string };

/** The person behind a new session, as a page meets them. */
async function signedIn(accountId: string): Promise<Staff> {
  const { id } = await beginSession(accountId, mission.id);
  const headers = { Cookie: `${cookieFor(program.config.origin).name}=${id}` };
  return (await readStaff(new Request(program.config.origin, { headers })))!;
}

async function aThirdOfficer(): Promise<void> {
  const email = `${randomUUID()}@mission.example`;
  const roles = [wholeMission('protection_officer', mission.id, 'Order 7')] as const;
  const { accountId, totpSecret } = succeeded(await createActiveAccount({ email, roles }));
  const staff = await signedIn(accountId);
  const { key, certificate } = aSignedKey();
  officer = { staff, key, keyId: succeeded(await enrolKey(staff, certificate)).id };
  secondFactor = { email, totpSecret };
}

/** Signs in with both factors: the admin wrote the password into the database, and has the telephone too. */
async function takeOver(): Promise<Staff> {
  const { email, totpSecret } = secondFactor;
  const password = 'an admin chose this password';
  await force(`update app.account set password_hash = '${await hashPassword(password)}' where email = '${email}'`);
  const { ticket } = succeeded(await checkPassword({ email, password, source: null }));
  const code = codeOfStep(new Uint8Array(Secret.fromBase32(totpSecret).bytes), stepAt(program.now()));
  return signedIn(succeeded(await checkCode({ ticket, code, source: null })).accountId);
}

const ask = async (staff: Staff) => succeeded(await requestOpening(staff, amina, REASON)).id;
const deliver = (staff: Staff, id: string) => deliverOpening(staff, id, handlesFor(staff));

/** What an officer's own device makes of a request, with the officer's own key. */
async function approval({ staff, key }: Officer, id: string) {
  const loaded = (await loadOpening(staff, id))!;
  const challenge = challengeFor(loaded.opening, { keyId: loaded.key!.id, publicKey: loaded.key!.publicKey });
  const seen = Buffer.from(loaded.opening.requestHash).toString('base64url');
  return { seen, challenge, code: codeIn(key, challenge) ?? '' };
}
const approve = async (officer: Officer, id: string) => approveOpening(officer.staff, id, await approval(officer, id));

describe('two officers, as a measure of what follows', () => {
  it('open the identity', async () => {
    const id = await ask(one.staff);
    succeeded(await approve(other, id));
    expect(openedBy(one.key, succeeded(await deliver(one.staff, id)))).toEqual(AMINA);
  });
});

describe('an admin who resets an officer’s password', () => {
  let taken: Staff;

  beforeAll(async () => void (taken = await takeOver()));

  it('is signed in as the officer, with all that the officer may', () => {
    expect(taken.accountId).toBe(officer.staff.accountId);
    expect(taken.may('vault.open')).toBe(true);
  });

  it('approves nothing: the code of a request is sealed to a key that the admin does not hold', async () => {
    const id = await ask(one.staff);
    const { seen, challenge } = await approval(officer, id);
    expect(codeIn(aSignedKey().key, challenge)).toBeNull();
    for (const code of ['', '0'.repeat(20), randomBytes(10).toString('hex')]) {
      expect(await approveOpening(taken, id, { seen, code })).toEqual(refused('opening.wrong_code'));
    }
    expect(await deliver(one.staff, id)).toEqual(refused('workflow.not_from_here'));
  });

  it('reads nothing of what is approved for the officer', async () => {
    const id = await ask(taken);
    succeeded(await approve(one, id));
    const file = succeeded(await deliver(taken, id));
    for (const { key } of [aSignedKey(), other, one]) expect(openedBy(key, file)).toBeUndefined();
    expect(file).not.toContain(AMINA.name);
    // The officer’s own key does open it: the file is whole, the admin lacks the key.
    expect(openedBy(officer.key, file)).toEqual(AMINA);
  });

  it('puts no key of the admin’s own into service: the offline root signed none', async () => {
    const { key, certificate } = aSignedKey({}, newRoot());
    expect((await enrolKey(taken, certificate)).ok).toBe(false);
    const id = await ask(one.staff);
    const hex = Buffer.from(key.publicKey, 'base64url').toString('hex');
    await force(`update vault.officer_key set state = 'revoked', revoked_on = '2026-03-02' where id = '${officer.keyId}';
      insert into vault.officer_key (id, mission_id, account_id, kind, public_key, certificate, enrolled_on)
        values ('${randomUUID()}', '${mission.id}', '${taken.accountId}', 'officer', '\\x${hex}', '${certificate}', '2026-03-02')`);
    expect(await approveOpening(taken, id, await approval(other, id))).toEqual(refused('opening.no_key'));
  });

  it('opens nothing as the admin that he is', async () => {
    const admin = await someone(mission, 'admin');
    expect(await requestOpening(admin, amina, REASON)).toEqual(refused('workflow.not_allowed'));
    const id = await ask(one.staff);
    expect(await approveOpening(admin, id, await approval(other, id))).toEqual(refused('workflow.not_allowed'));
    succeeded(await approve(other, id));
    expect(await deliver(admin, id)).toEqual(refused('workflow.not_allowed'));
  });
});

describe('what is not two people', () => {
  it('a single officer', async () => {
    const id = await ask(one.staff);
    expect(await deliver(one.staff, id)).toEqual(refused('workflow.not_from_here'));
    await force(`update vault.opening set state = 'approved', approver = '${other.staff.accountId}',
      approver_key = '${other.keyId}', approval = request_hash where id = '${id}'`);
    expect(await deliver(one.staff, id)).toEqual(refused('opening.not_approved'));
  });

  it('the same person twice', async () => {
    const id = await ask(one.staff);
    expect(await approve(one, id)).toEqual(refused('opening.own_request'));
    const second = await someone(mission, 'protection_officer');
    const { certificate } = aSignedKey({ key: one.key.publicKey, label: 'twice' });
    expect(await enrolKey(second, certificate)).toEqual(refused('officer_key.enrolled_already'));
    expect(await deliver(one.staff, id)).toEqual(refused('workflow.not_from_here'));
  });

  it('an approval that was used before', async () => {
    const [first, second] = [await ask(one.staff), await ask(one.staff)];
    const given = await approval(other, first);
    succeeded(await approveOpening(other.staff, first, given));
    expect(await approveOpening(other.staff, first, given)).toEqual(refused('workflow.not_from_here'));
    const replayed = { ...(await approval(other, second)), code: given.code };
    expect(await approveOpening(other.staff, second, replayed)).toEqual(refused('opening.wrong_code'));
    await force(`update vault.opening n set state = 'approved', approver = o.approver, approver_key = o.approver_key,
      approval = o.approval from vault.opening o where o.id = '${first}' and n.id = '${second}'`);
    expect(await deliver(one.staff, second)).toEqual(refused('opening.not_approved'));
  });

  it('an approval that is over, whatever the row says of its hour', async () => {
    const id = await ask(one.staff);
    succeeded(await approve(other, id));
    program.clock.addHours(24);
    expect(await deliver(one.staff, id)).toEqual(refused('opening.expired'));
    await force(`update vault.opening set requested_at = requested_at + interval '1 day',
      expires_at = expires_at + interval '1 day' where id = '${id}'`);
    expect(await deliver(one.staff, id)).toEqual(refused('opening.changed'));
    program.clock.addHours(-24);
  });
});

describe('a withdrawal that its sender did not make', () => {
  let sent: { id: string; code: string };
  const visitOf = async () => (await enterByCode(sent.code))!;
  const ledgerOf = () => readLedger(program.config.dataDir);
  const stateOf = async (id: string) =>
    (await sql<{ state: string }>('select state from app.submission where id = $1', [id]))[0]?.state;

  beforeEach(async () => {
    rmSync(join(program.config.dataDir, 'ledger'), { recursive: true, force: true });
    await force(`update app.submission set state = 'received' where state = 'withdrawn'`);
    sent = await aSubmission(round);
  });

  /** What `doctor` says of withdrawals, of those that are wrong. */
  async function doctor(more: Record<string, string> = {}): Promise<{ exit: number; wrong: string[] }> {
    const { dataDir, keysDir } = program.config;
    const env = { NODE_ENV: 'test', DATA_DIR: dataDir, KEYS_DIR: keysDir, DATABASE_URL: program.databaseUrl, ...WITH_ROOT, ...more } as const; // prettier-ignore
    const { exit, json } = await command(['doctor', '--json'], env, program);
    const checks = json.checks as { name: string; state: string; says: string }[];
    return {
      exit,
      wrong: checks.filter(({ name, state }) => name === 'withdrawals' && state === 'bad').map(({ says }) => says),
    };
  }

  /** An entry as an insider can write it: everything but the signature of the code. */
  async function anEntry(key = actKeyOf(randomBytes(15)), version = 2): Promise<LedgerEntry> {
    const [leaf] = await sql<{ leaf: string }>(
      `select encode(l.commitment, 'hex') as leaf from app.leaf l join app.fact f on f.tx = l.tx
       where f.type = 'submission.received' and f.subject_id = $1`,
      [sent.id],
    );
    const blank = { submission: sent.id, scope: 'submission', version, leaf: leaf!.leaf, signature: '', day: '2026-03-02' } as const; // prettier-ignore
    return { ...blank, signature: Buffer.from(key.sign(withdrawalMessage(mission.id, blank))).toString('hex') };
  }

  const forceWithdrawn = () =>
    force(`update app.submission set state = 'withdrawn', version = version + 1 where id = '${sent.id}'`);

  it('is refused without the code, and with another’s', async () => {
    const foreign = await aSubmission(round);
    for (const typed of ['', 'nonsense', foreign.code]) {
      expect(await withdraw(await visitOf(), typed)).toEqual(refused('visit.code_differs'));
    }
    expect((await ledgerOf()).entries).toEqual([]);
    expect(await stateOf(sent.id)).toBe('received');
  });

  it('is not done for an entry of the ledger that the code did not sign', async () => {
    await appendToLedger(program.config.dataDir, await anEntry());
    expect(await completeWithdrawals()).toMatchObject({ completed: 0, forged: 1 });
    expect(await stateOf(sent.id)).toBe('received');
  });

  it('is refused by the database to staff, with a fact and without', async () => {
    const actor = { role: 'consultation_officer', accountId: one.staff.accountId, missionId: mission.id };
    const fact = { ...born('submission.withdrawn', sent.id), subjectVersion: 2 };
    const write = (role: 'desk' | 'accounts') =>
      recordChange(
        actor,
        [fact],
        (tx) => tx.submission.updateMany({ where: { id: sent.id }, data: { state: 'withdrawn', version: 2 } }),
        { role },
      );
    await expect(write('desk')).rejects.toThrow(/withdrawn by visits alone/);
    await expect(write('accounts')).rejects.toThrow(/denied/);
    const asOwner = sql(`update app.submission set state = 'withdrawn', version = 2 where id = $1`, [sent.id]);
    await expect(asOwner).rejects.toThrow(/withdrawn by visits alone/);
    const item = sql(`update app.item set state = 'withdrawn' where submission_id = $1`, [sent.id]);
    await expect(item).rejects.toThrow(/withdrawn by visits alone/);
    expect(await stateOf(sent.id)).toBe('received');
  });

  it('passes the doctor when the sender made it', async () => {
    succeeded(await withdraw(await visitOf(), sent.code));
    expect(await stateOf(sent.id)).toBe('withdrawn');
    expect(await doctor()).toEqual({ exit: 0, wrong: [] });
  });

  it('is named by the doctor when it was forced into the database', async () => {
    await forceWithdrawn();
    expect(await doctor()).toEqual({ exit: 1, wrong: [expect.stringContaining(sent.id)] });
    expect((await doctor()).wrong[0]).toContain('the ledger does not have it');
  });

  it('is named with an entry that another key signed, or that was signed for another version', async () => {
    await forceWithdrawn();
    await appendToLedger(program.config.dataDir, await anEntry());
    expect((await doctor()).wrong).toEqual([`Submission ${sent.id}: no entry of the ledger is signed with its code.`]);
  });

  it('is named with the genuine signature of another submission', async () => {
    const foreign = await aSubmission(round);
    succeeded(await withdraw((await enterByCode(foreign.code))!, foreign.code));
    await forceWithdrawn();
    const [genuine] = (await ledgerOf()).entries;
    await appendToLedger(program.config.dataDir, { ...genuine!, submission: sent.id });
    await appendToLedger(program.config.dataDir, { ...(await anEntry()), signature: genuine!.signature });
    expect((await doctor()).wrong).toEqual([`Submission ${sent.id}: no entry of the ledger is signed with its code.`]);
  });

  it('is named when the insider put a key of their own into the row and signed with it', async () => {
    const key = actKeyOf(randomBytes(15));
    await force(`update app.submission set act_pk = '\\x${Buffer.from(key.publicKey).toString('hex')}' where id = '${sent.id}'`); // prettier-ignore
    await appendToLedger(program.config.dataDir, await anEntry(key));
    await forceWithdrawn();
    const says = `Submission ${sent.id}: its public key is not the one in its leaf.`;
    expect((await doctor()).wrong).toEqual([says]);
    // Nor by taking away what would tell.
    await force(`delete from app.key_slot k using app.leaf l join app.fact f on f.tx = l.tx where k.object_id = l.id and f.subject_id = '${sent.id}'`); // prettier-ignore
    expect((await doctor()).wrong).toEqual([says]);
    await force(`delete from app.leaf l using app.fact f where f.tx = l.tx and f.subject_id = '${sent.id}'`);
    expect((await doctor()).wrong).toEqual([`Submission ${sent.id}: its leaf is gone.`]);
  });

  it('is named when the ledger is lost', async () => {
    succeeded(await withdraw(await visitOf(), sent.code));
    rmSync(join(program.config.dataDir, 'ledger'), { recursive: true, force: true });
    expect((await doctor()).wrong).toEqual([`Submission ${sent.id}: the ledger does not have it.`]);
  });

  it('is told from a genuine one at the desk too, where the ledger lies with the public part', async () => {
    succeeded(await withdraw(await visitOf(), sent.code));
    rmSync(join(program.config.dataDir, 'ledger'), { recursive: true, force: true });
    const genuine = await doctor({ ANSWERABLE_PART: 'desk' });
    sent = await aSubmission(round);
    await forceWithdrawn();
    const both = await doctor({ ANSWERABLE_PART: 'desk' });
    expect(genuine.wrong).toEqual([]);
    expect(both.wrong).toEqual([`Submission ${sent.id}: the ledger does not have it.`]);
  });

  it('is no withdrawal when staff erased it by name', async () => {
    await force(`update app.submission set state = 'erased_by_staff' where id = '${sent.id}'`);
    expect(await doctor()).toEqual({ exit: 0, wrong: [] });
  });
});

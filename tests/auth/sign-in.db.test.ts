import { randomUUID } from 'node:crypto';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createActiveAccount, wholeMission, type ActiveAccount } from '~/auth/account-setup.server';
import { disableAccount } from '~/auth/account-commands.server';
import { COMMAND_LINE } from '~/auth/granter';
import { changeFactor, changePassword, ownEnrolment, renewRecoveryCodes } from '~/auth/own-account-commands.server';
import { beginEnrolment } from '~/auth/enrolment.server';
import { beginSession, cookieFor, readSession } from '~/auth/session.server';
import { checkCode, checkPassword } from '~/auth/sign-in.server';
import { codeOfStep, stepAt } from '~/auth/totp.server';
import { query } from '../support/database';
import { aMission } from '../support/people';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let mission: { id: string };
let ada: ActiveAccount;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  const made = await createActiveAccount({
    email: `${randomUUID()}@mission.example`,
    roles: [wholeMission('translator', mission.id, 'Order 1')],
  });
  if (!made.ok) throw new Error(made.refusal);
  ada = made.value;
});

const source = () => randomUUID();
const bytesOf = (base32: string) => new Uint8Array(Secret.fromBase32(base32).bytes);
const codeNow = (secret = ada.totpSecret, offset = 0) => codeOfStep(bytesOf(secret), stepAt(runtime.now()) + offset);

async function ticket(password = ada.password): Promise<string> {
  const step = await checkPassword({ email: ada.email, password, source: source() });
  if (!step.ok) throw new Error(step.refusal);
  return step.value.ticket;
}

const refusalOf = (result: { ok: boolean; refusal?: string }) => (result.ok ? null : result.refusal);

describe('signing in', () => {
  it('takes both factors', async () => {
    const step = await checkCode({ ticket: await ticket(), code: codeNow(), source: source() });
    expect(step).toEqual({ ok: true, value: { accountId: ada.accountId } });
  });

  it('takes the address in any case', async () => {
    const email = ` ${ada.email.toUpperCase()} `;
    expect((await checkPassword({ email, password: ada.password, source: source() })).ok).toBe(true);
  });

  it('answers a wrong password, an unknown address and a disabled account alike', async () => {
    const wrong = await checkPassword({ email: ada.email, password: 'not the password at all', source: source() });
    const unknown = await checkPassword({ email: 'x@y.example', password: ada.password, source: source() });
    await disableAccount(COMMAND_LINE, ada.accountId);
    const disabled = await checkPassword({ email: ada.email, password: ada.password, source: source() });
    expect(wrong).toEqual({ ok: false, refusal: 'sign_in.wrong' });
    expect(unknown).toEqual(wrong);
    expect(disabled).toEqual(wrong);
  });

  it('is not upset by characters that a database cannot hold', async () => {
    const odd = await checkPassword({ email: 'a\u0000\ud800b', password: '\u0000\ud800', source: source() });
    expect(refusalOf(odd)).toBe('sign_in.wrong');
  });

  it('refuses a wrong code, a forged ticket and one that is over', async () => {
    const good = await ticket();
    const wrong = codeNow() === '000000' ? '000001' : '000000';
    expect(refusalOf(await checkCode({ ticket: good, code: wrong, source: source() }))).toBe('sign_in.wrong_code');
    expect(refusalOf(await checkCode({ ticket: `A${good}`, code: codeNow(), source: source() }))).toBe(
      'sign_in.begin_again',
    );
    expect(refusalOf(await checkCode({ ticket: null, code: codeNow(), source: source() }))).toBe('sign_in.begin_again');
    runtime.clock.addHours(5 / 60);
    expect(refusalOf(await checkCode({ ticket: good, code: codeNow(), source: source() }))).toBe('sign_in.begin_again');
  });

  it('takes a one-time code once, also of two at the same moment, and none from before', async () => {
    const [one, other] = [await ticket(), await ticket()];
    const both = await Promise.all(
      [one, other].map((held) => checkCode({ ticket: held, code: codeNow(), source: source() })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const earlier = codeNow(ada.totpSecret, -1);
    expect(refusalOf(await checkCode({ ticket: one, code: earlier, source: source() }))).toBe('sign_in.wrong_code');
  });

  it('takes a recovery code once', async () => {
    const [code = ''] = ada.recoveryCodes;
    expect((await checkCode({ ticket: await ticket(), code, source: source() })).ok).toBe(true);
    expect(refusalOf(await checkCode({ ticket: await ticket(), code, source: source() }))).toBe('sign_in.wrong_code');
  });

  it("does not take another's recovery code", async () => {
    const [code = ''] = ada.recoveryCodes;
    const made = await createActiveAccount({
      email: `${randomUUID()}@m.example`,
      roles: [wholeMission('evaluator', mission.id, 'Order 1')],
    });
    if (!made.ok) throw new Error(made.refusal);
    const step = await checkPassword({ email: made.value.email, password: made.value.password, source: source() });
    if (!step.ok) throw new Error(step.refusal);
    expect(refusalOf(await checkCode({ ticket: step.value.ticket, code, source: source() }))).toBe(
      'sign_in.wrong_code',
    );
  });

  it('refuses a source that has failed too often, known address or not, and nobody else', async () => {
    const there = source();
    for (const email of [ada.email, 'nobody@y.example']) {
      const tries = [];
      for (let time = 0; time < 7; time++)
        tries.push(refusalOf(await checkPassword({ email, password: 'wrong', source: there })));
      expect(tries).toEqual([...Array<string>(6).fill('sign_in.wrong'), 'sign_in.too_many']);
    }
    expect((await checkPassword({ email: ada.email, password: ada.password, source: source() })).ok).toBe(true);
  });
});

describe('what is stored', () => {
  it('holds no secret in clear', async () => {
    const session = await beginSession(ada.accountId, mission.id);
    const rows = await query<{ all: string }>(
      runtime.databaseUrl,
      `select (select json_agg(a) from app.account a)::text || (select json_agg(s) from app.session s)::text
        || (select json_agg(r) from app.recovery_code r)::text || (select json_agg(i) from app.account_invitation i)::text
        || (select json_agg(f) from app.fact f)::text as all`,
    );
    const stored = rows[0]?.all ?? '';
    const bare = ada.recoveryCodes.map((code) => code.replaceAll('-', ''));
    for (const secret of [session.id, ada.password, ada.totpSecret, ...bare]) expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(bytesOf(ada.totpSecret)).toString('hex'));
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('names no address in a fact', async () => {
    const facts = await query<{ text: string }>(
      runtime.databaseUrl,
      'select json_agg(f)::text as text from app.fact f',
    );
    expect(facts[0]?.text).not.toContain('@');
  });
});

describe('sessions', () => {
  const request = (id: string) =>
    new Request(`${runtime.config.origin}/en/desk`, {
      headers: { Cookie: `${cookieFor(runtime.config.origin).name}=${id}` },
    });
  const isOpen = async (id: string) => (await readSession(request(id))) !== null;

  it('end after 30 idle minutes', async () => {
    const { id } = await beginSession(ada.accountId, mission.id);
    runtime.clock.addHours(29 / 60);
    expect(await isOpen(id)).toBe(true);
    runtime.clock.addHours(29 / 60);
    expect(await isOpen(id)).toBe(true);
    runtime.clock.addHours(31 / 60);
    expect(await isOpen(id)).toBe(false);
  });

  it('end after 12 hours, however busy', async () => {
    const { id } = await beginSession(ada.accountId, mission.id);
    for (let time = 0; time < 35; time++) {
      runtime.clock.addHours(1 / 3);
      expect(await isOpen(id)).toBe(true);
    }
    runtime.clock.addHours(25 / 60);
    expect(await isOpen(id)).toBe(false);
  });

  it('end when the account is disabled', async () => {
    const { id } = await beginSession(ada.accountId, mission.id);
    await disableAccount(COMMAND_LINE, ada.accountId);
    expect(await isOpen(id)).toBe(false);
  });

  it('all end with a new password, which asks for the old one', async () => {
    const { id } = await beginSession(ada.accountId, mission.id);
    const holder = { accountId: ada.accountId, missionId: mission.id };
    const wish = { password: 'another long sentence', source: source() };
    expect(refusalOf(await changePassword(holder, { ...wish, currentPassword: 'wrong' }))).toBe(
      'account.wrong_password',
    );
    expect(refusalOf(await changePassword(holder, { ...wish, password: 'short', currentPassword: ada.password }))).toBe(
      'account.password_too_short',
    );
    expect(await isOpen(id)).toBe(true);
    const before = await ticket();
    expect((await changePassword(holder, { ...wish, currentPassword: ada.password })).ok).toBe(true);
    expect(await isOpen(id)).toBe(false);
    expect(refusalOf(await checkCode({ ticket: before, code: codeNow(), source: source() }))).toBe(
      'sign_in.begin_again',
    );
    expect(await ticket('another long sentence')).toBeTruthy();
  });
});

describe('the own account', () => {
  const own = () => ({ accountId: ada.accountId, missionId: mission.id });

  it('gets new recovery codes, and the former ones end', async () => {
    const renewed = await renewRecoveryCodes(own(), { currentPassword: ada.password, source: source() });
    if (!renewed.ok) throw new Error(renewed.refusal);
    expect(renewed.value.codes).toHaveLength(10);
    const [former = ''] = ada.recoveryCodes;
    const [fresh = ''] = renewed.value.codes;
    expect(refusalOf(await checkCode({ ticket: await ticket(), code: former, source: source() }))).toBe(
      'sign_in.wrong_code',
    );
    expect((await checkCode({ ticket: await ticket(), code: fresh, source: source() })).ok).toBe(true);
  });

  it('takes another authenticator, with a ticket made for this account alone', async () => {
    const input = { currentPassword: ada.password, source: source() };
    const foreign = beginEnrolment(ownEnrolment(randomUUID()), ada.email);
    const stolen = { ...input, ticket: foreign.ticket, code: codeNow(foreign.secret) };
    expect(refusalOf(await changeFactor(own(), stolen))).toBe('account.factor_unconfirmed');
    const { ticket: mine, secret } = beginEnrolment(ownEnrolment(ada.accountId), ada.email);
    expect((await changeFactor(own(), { ...input, ticket: mine, code: codeNow(secret) })).ok).toBe(true);
    runtime.clock.addHours(1 / 60);
    expect(refusalOf(await checkCode({ ticket: await ticket(), code: codeNow(), source: source() }))).toBe(
      'sign_in.wrong_code',
    );
    expect((await checkCode({ ticket: await ticket(), code: codeNow(secret), source: source() })).ok).toBe(true);
  });
});

import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs } from '@remix-run/node';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActiveAccount, wholeMission, type ActiveAccount } from '~/auth/account-setup.server';
import { beginSession, cookieFor, readSession, sessionCookie } from '~/auth/session.server';
import type { Role } from '~/auth/permissions';
import { codeOfStep, stepAt } from '~/auth/totp.server';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import { issueSessionToken } from '~/platform/crypto/session-token.server';
import { installRuntime } from '~/platform/runtime.server';
import * as adminAccount from '~/routes/admin/account';
import * as adminAccounts from '~/routes/admin/accounts';
import * as adminMission from '~/routes/admin/mission';
import * as ownAccount from '~/routes/desk/account';
import * as switchMission from '~/routes/desk/switch-mission';
import * as invitation from '~/routes/sign-in/invitation';
import * as signIn from '~/routes/sign-in/sign-in';
import * as signOut from '~/routes/sign-in/sign-out';
import { aMission } from '../support/people';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
let one: { id: string; slug: string };
let two: { id: string; slug: string };

beforeAll(async () => {
  runtime = await startTestRuntime();
  [one, two] = [await aMission(), await aMission()];
});
afterAll(() => runtime.close());

type Call = (args: ActionFunctionArgs) => Promise<unknown>;
interface Visit {
  path?: string;
  params?: Record<string, string>;
  cookie?: string;
  form?: Record<string, string>;
}

/** A loader or action as the framework calls it; what it throws to show a page comes back like an answer. */
async function call(action: unknown, { path = '/en/sign-in', params = {}, cookie, form }: Visit): Promise<Response> {
  const request = new Request(runtime.config.origin + path, {
    method: form ? 'POST' : 'GET',
    headers: { ...(cookie && { Cookie: cookie }) },
    ...(form && { body: new URLSearchParams(form) }),
  });
  try {
    const answer = await (action as Call)({ request, params: { lang: 'en', ...params }, context: {} });
    return answer instanceof Response ? answer : Response.json(answer);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

const formToken = (purpose: string) => issueFormToken(runtime.keyring, { purpose, subject: '', now: runtime.now() });
const codeNow = ({ totpSecret }: ActiveAccount) =>
  codeOfStep(new Uint8Array(Secret.fromBase32(totpSecret).bytes), stepAt(runtime.now()));

async function person(...roles: [Role, { id: string }][]): Promise<ActiveAccount> {
  const [first, ...others] = roles.map(([role, { id }]) => wholeMission(role, id, 'Order 1'));
  if (!first) throw new Error('a role is needed');
  const made = await createActiveAccount({ email: `${randomUUID()}@m.example`, roles: [first, ...others] });
  if (!made.ok) throw new Error(made.refusal);
  return made.value;
}

async function signedIn(account: ActiveAccount, mission: { id: string } | null) {
  const session = await beginSession(account.accountId, mission?.id ?? null);
  const cookie = `${cookieFor(runtime.config.origin).name}=${session.id}`;
  return { cookie, token: issueSessionToken(runtime.keyring.session, session.id), id: session.id };
}

async function bothSteps(account: ActiveAccount, next = ''): Promise<Response> {
  const token = formToken('sign_in');
  const first = await call(signIn.action, { form: { token, email: account.email, password: account.password, next } });
  expect(first.status).toBe(200);
  expect(first.headers.get('Set-Cookie')).toBeNull();
  const { ticket } = (await first.json()) as { ticket: string };
  return call(signIn.action, { form: { token, ticket, code: codeNow(account), next } });
}

describe('the sign-in page', () => {
  it('gives a strict cookie after both steps, for the only mission held', async () => {
    const done = await bothSteps(await person(['translator', one]));
    expect(done.status).toBe(303);
    expect(done.headers.get('Location')).toBe('/en/desk');
    const cookie = done.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^__Host-answerable=[a-z0-9]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    const request = new Request(runtime.config.origin, { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    expect(await readSession(request)).toMatchObject({ missionId: one.id });
  });

  it('takes on each address the cookie of that address alone', async () => {
    const onionOrigin = 'http://abcdefghij.onion';
    installRuntime({ ...runtime, config: { ...runtime.config, onionOrigin } });
    try {
      const account = await person(['translator', one]);
      const { id } = await beginSession(account.accountId, one.id);
      const at = (Host: string, Cookie: string) => new Request(runtime.config.origin, { headers: { Host, Cookie } });
      const [clear, onion] = [new URL(runtime.config.origin).host, new URL(onionOrigin).host];
      expect(sessionCookie(at(onion, ''), id)).toBe(`answerable=${id}; Path=/; HttpOnly; SameSite=Strict`);
      expect(await readSession(at(onion, `answerable=${id}`))).toMatchObject({ accountId: account.accountId });
      expect(await readSession(at(onion, `__Host-answerable=${id}`))).toBeNull();
      expect(await readSession(at(clear, `__Host-answerable=${id}`))).toMatchObject({ accountId: account.accountId });
      expect(await readSession(at(clear, `answerable=${id}`))).toBeNull();
    } finally {
      installRuntime(runtime);
    }
  });

  it.each([
    ['/en/desk/items?state=new', '/en/desk/items?state=new'],
    ['/fr/admin', '/fr/admin'],
    ['//evil.example/en/desk', '/en/desk'],
    ['/en/rounds', '/en/desk'],
    ['/en/desk/../../xx/desk', '/en/desk'],
    ['https://evil.example/', '/en/desk'],
  ])('leads back to %s only where that is a signed-in page here', async (next, target) => {
    const done = await bothSteps(await person(['translator', one]), next);
    expect(done.headers.get('Location')).toBe(target);
  });

  it('leads auditors to the audit, admins to accounts, and asks who serves two missions for one', async () => {
    expect((await bothSteps(await person(['auditor', one]))).headers.get('Location')).toBe('/en/audit');
    expect((await bothSteps(await person(['admin', one]))).headers.get('Location')).toBe('/en/admin');
    const both = await person(['translator', one], ['evaluator', two]);
    expect((await bothSteps(both)).headers.get('Location')).toBe('/en/desk/mission');
  });

  it('answers an unknown address and a wrong password with the same page, and keeps what was typed', async () => {
    const known = await person(['translator', one]);
    const token = formToken('sign_in');
    const wrong = await call(signIn.action, { form: { token, email: known.email, password: 'wrong' } });
    const unknown = await call(signIn.action, {
      form: { token, email: known.email.replace('@', 'x@'), password: 'wrong' },
    });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const text = await wrong.text();
    expect(text.replace(known.email, '')).toBe((await unknown.text()).replace(known.email.replace('@', 'x@'), ''));
    expect(text).toContain(known.email);
    expect(text).not.toContain('"password"');
    expect(wrong.headers.get('Set-Cookie')).toBeNull();
  });

  it('lets nobody past without a true token, even with both factors', async () => {
    const known = await person(['translator', one]);
    const form = { email: known.email, password: known.password };
    for (const token of ['', 'AAAA', formToken('invitation')]) {
      expect((await call(signIn.action, { form: { ...form, token } })).status).toBe(403);
    }
  });

  it('shows the second step again after a wrong code, and the first when the ticket is false', async () => {
    const token = formToken('sign_in');
    const known = await person(['translator', one]);
    const first = await call(signIn.action, { form: { token, email: known.email, password: known.password } });
    const { ticket } = (await first.json()) as { ticket: string };
    const wrong = await call(signIn.action, { form: { token, ticket, code: 'nothing' } });
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ ticket, errors: [{ field: 'code' }] });
    const forged = await call(signIn.action, { form: { token, ticket: 'AAAAAAAA', code: codeNow(known) } });
    expect(await forged.json()).not.toHaveProperty('ticket');
  });
});

describe('signing out', () => {
  it('ends the session and tells the browser to forget', async () => {
    const { cookie, token } = await signedIn(await person(['translator', one]), one);
    expect((await call(signOut.action, { cookie, form: { token: 'AAAA' } })).status).toBe(403);
    const done = await call(signOut.action, { cookie, form: { token } });
    expect(done.status).toBe(303);
    expect(done.headers.get('Clear-Site-Data')).toBe('"cookies", "storage"');
    expect(done.headers.get('Set-Cookie')).toContain('Max-Age=0');
    expect((await call(ownAccount.loader, { path: '/en/desk/account', cookie })).headers.get('Location')).toBe(
      '/en/sign-in?next=%2Fen%2Fdesk%2Faccount',
    );
  });

  it('everywhere ends the others too', async () => {
    const account = await person(['translator', one]);
    const [here, there] = [await signedIn(account, one), await signedIn(account, one)];
    await call(ownAccount.action, { cookie: here.cookie, form: { token: here.token, intent: 'sign_out_everywhere' } });
    expect((await call(ownAccount.loader, { cookie: there.cookie })).status).toBe(303);
  });
});

describe('the own account', () => {
  it('gives a fresh session with a new password', async () => {
    const account = await person(['translator', one]);
    const { cookie, token } = await signedIn(account, one);
    const words = { current_password: account.password, new_password: 'another long sentence' };
    const form = { token, intent: 'password', ...words };
    const mismatch = await call(ownAccount.action, { cookie, form: { ...form, password_again: 'other' } });
    expect(mismatch.status).toBe(422);
    const text = await mismatch.text();
    expect(text).toContain('password_again');
    expect(text).not.toContain('another long sentence');
    expect(text).not.toContain(account.password);
    const done = await call(ownAccount.action, { cookie, form: { ...form, password_again: words.new_password } });
    expect(done.status).toBe(303);
    const fresh = done.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    expect((await call(ownAccount.loader, { cookie })).status).toBe(303);
    expect((await call(ownAccount.loader, { cookie: fresh })).status).toBe(200);
  });
});

describe('the mission of a session', () => {
  it('is one that is held, and no other', async () => {
    const three = await aMission();
    const { cookie, token } = await signedIn(await person(['translator', one], ['evaluator', two]), null);
    expect((await call(switchMission.action, { cookie, form: { token, mission: three.id } })).status).toBe(404);
    expect((await call(switchMission.action, { cookie, form: { token, mission: 'x' } })).status).toBe(422);
    const done = await call(switchMission.action, {
      cookie,
      form: { token, mission: two.id, next: '/en/desk/programs' },
    });
    expect(done.headers.get('Location')).toBe('/en/desk/programs');
    const page = (await (await call(switchMission.loader, { cookie })).json()) as {
      current: string;
      missions: unknown[];
    };
    expect(page).toMatchObject({ current: two.id });
    expect(page.missions).toHaveLength(2);
  });
});

describe('the admin pages', () => {
  it('are for admins, and show a mission its own accounts only', async () => {
    const admin = await signedIn(await person(['admin', one]), one);
    const officer = await signedIn(await person(['consultation_officer', one]), one);
    const here = await person(['translator', one]);
    const there = await person(['translator', two]);
    expect((await call(adminAccounts.loader, { cookie: officer.cookie })).status).toBe(403);
    const list = await (await call(adminAccounts.loader, { cookie: admin.cookie })).text();
    expect(list).toContain(here.email);
    expect(list).not.toContain(there.email);
    const open = (id: string) => call(adminAccount.loader, { cookie: admin.cookie, params: { id } });
    expect((await open(here.accountId)).status).toBe(200);
    expect((await open(there.accountId)).status).toBe(404);
    expect((await open(randomUUID())).status).toBe(404);
    expect((await open("x' or 1=1")).status).toBe(404);
    const form = { token: admin.token, intent: 'disable' };
    expect(
      (await call(adminAccount.action, { cookie: admin.cookie, params: { id: there.accountId }, form })).status,
    ).toBe(404);
  });

  it('show a forbidden pair as a refusal, with what was typed', async () => {
    const { cookie, token } = await signedIn(await person(['admin', one]), one);
    const officer = await person(['consultation_officer', one]);
    const wish = {
      role: 'protection_officer',
      authority: 'Order 2',
      from: '2026-03-02',
      mission: one.slug,
      over: 'mission',
    };
    const refused = await call(adminAccount.action, {
      cookie,
      params: { id: officer.accountId },
      form: { token, intent: 'grant', ...wish },
    });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ refusal: 'role.forbidden_pair', values: { authority: ['Order 2'] } });
  });

  it('invite by a link that is shown once, to the configured origin', async () => {
    const { cookie, token } = await signedIn(await person(['admin', one]), one);
    const form = {
      token,
      email: `${randomUUID()}@m.example`,
      language: 'fr',
      role: 'translator',
      authority: 'Order 3',
      from: '2026-03-02',
    };
    const invited = await call(adminAccounts.action, { cookie, form });
    const { link } = (await invited.json()) as { link: string };
    expect(link.startsWith(`${runtime.config.origin}/fr/invitation/`)).toBe(true);
    const secret = link.split('/').at(-1) ?? '';
    const page = await call(invitation.loader, { params: { secret } });
    expect(page.status).toBe(200);
    const { open } = (await page.json()) as { open: { token: string; enrolment: { ticket: string; secret: string } } };
    const code = codeOfStep(new Uint8Array(Secret.fromBase32(open.enrolment.secret).bytes), stepAt(runtime.now()));
    const words = { password: 'a sentence that is mine', password_again: 'a sentence that is mine' };
    const fields = { token: open.token, ticket: open.enrolment.ticket, ...words };
    const wrong = await call(invitation.action, { params: { secret }, form: { ...fields, code: 'x' } });
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ enrolment: open.enrolment, errors: [{ field: 'code' }] });
    const done = await call(invitation.action, { params: { secret }, form: { ...fields, code } });
    expect(((await done.json()) as { codes: string[] }).codes).toHaveLength(10);
    const [used, unknown] = [
      await call(invitation.loader, { params: { secret } }),
      await call(invitation.loader, { params: { secret: 'x' } }),
    ];
    expect([used.status, unknown.status]).toEqual([404, 404]);
    expect(await used.text()).toBe(await unknown.text());
  });

  it('show a mission’s settings to its admin and chief, and let the chief alone settle retention', async () => {
    const visit = async (...roles: [Role, { id: string }][]) => {
      const { cookie, token } = await signedIn(await person(...roles), roles[0]?.[1] ?? null);
      const params = { slug: one.slug };
      const form = { token, retention: 'destroy', authority: 'Schedule 9' };
      const page = await call(adminMission.loader, { cookie, params });
      return [page.status, (await call(adminMission.action, { cookie, params, form })).status];
    };
    expect(await visit(['translator', one])).toEqual([404, 404]);
    expect(await visit(['chief_of_mission', two])).toEqual([404, 404]);
    expect(await visit(['admin', one])).toEqual([200, 422]);
    expect(await visit(['chief_of_mission', one])).toEqual([200, 303]);
  });
});

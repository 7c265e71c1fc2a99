import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { GRANTS } from '~/auth/permissions';
import { fromBase64url, toBase64url } from '~/platform/crypto/bytes.server';
import { post, type Fields } from '../support/http-site';
import { filledWith, formTo, openForm, press, ripen } from '../support/participant-client';
import { allCounts, siteDatabase, type SiteDatabase } from '../support/site-database';
import { objectsOf } from '../support/site-objects';
import { addressOf, isStaff, siteRoutes, type SiteRoute } from '../support/site-routes';
import { accountOf, as } from '../support/site-staff';
import { tokenOn } from '../support/staff-client';

const origin = inject('origin');
const MISSION = accountOf('consultation_officer').mission ?? '';
const acting = (await siteRoutes()).filter(({ acts }) => acts);
const RESPOND = '/:lang/rounds/:slug/respond';
/** The public forms, and where a true token of each is had. */
const PUBLIC = {
  respond: '/en/rounds/complaints-listening/respond',
  return: '/en/return',
  news: '/en/rounds/complaints-listening/news',
  signIn: '/en/sign-in',
};

let database: SiteDatabase;
let before: Record<string, number>;
let parts: Record<string, string>;
const tokens: Record<string, string> = {};

/** Whoever may do it, so that nothing but the token stands in the way. */
const actorFor = ({ action }: SiteRoute) =>
  as(Object.entries(GRANTS).find(([, granted]) => (granted as readonly string[]).includes(action ?? ''))?.[0] ?? 'consultation_officer'); // prettier-ignore

beforeAll(async () => {
  database = await siteDatabase();
  parts = await objectsOf(database, MISSION);
  for (const role of new Set(['consultation_officer', 'chief_of_mission']))
    tokens[role] = await (await as(role)).token();
  for (const route of acting.filter(isStaff)) await actorFor(route);
  for (const [name, path] of Object.entries(PUBLIC)) tokens[name] = await tokenOn(origin, path);
  tokens.otherRound = await tokenOn(origin, '/en/rounds/river-listening/respond');
  before = await allCounts(database);
});
afterAll(async () => {
  expect(await allCounts(database)).toEqual(before);
  await database.close();
});

const cut = (token: string) => `${token.slice(0, -4)}AAAA`;

/** The same token as if a key had signed it that is not there any more. */
function ofLostKey(token: string): string {
  const bytes = fromBase64url(token)!;
  bytes.set([0, 0, 255, 255], 0);
  return toBase64url(bytes);
}

test('every action of the site is looked at here', () => {
  expect(acting.length).toBeGreaterThan(20);
  expect(
    acting
      .filter((route) => !isStaff(route))
      .map(({ pattern }) => pattern)
      .sort(),
  ).toEqual(
    [
      RESPOND,
      '/:lang/return',
      '/:lang/rounds/:slug/news',
      '/:lang/news/:secret',
      '/:lang/sign-in',
      '/:lang/invitation/:secret',
    ].sort(),
  );
});

describe.each(acting.filter(isStaff))('$pattern', (route) => {
  const address = () => addressOf(route.pattern, parts) ?? '';

  test('does nothing without a true token of the very session', async () => {
    expect(address(), 'the demo has nothing to try it on').not.toBe('');
    const actor = await actorFor(route);
    const other =
      actor.cookie === (await as('consultation_officer')).cookie ? 'chief_of_mission' : 'consultation_officer';
    const own = await actor.token();
    const wrong: [string, Fields][] = [
      ['none', { intent: 'sign_out_everywhere' }],
      ['an empty one', { token: '', intent: 'sign_out_everywhere' }],
      ['a garbled one', { token: 'x', intent: 'sign_out_everywhere' }],
      ['a changed one', { token: cut(own), intent: 'sign_out_everywhere' }],
      ["another session's", { token: tokens[other] ?? '', intent: 'sign_out_everywhere' }],
      ["a public form's", { token: tokens.signIn ?? '', intent: 'sign_out_everywhere' }],
      ["a lost key's", { token: ofLostKey(own), intent: 'sign_out_everywhere' }],
    ];
    for (const [what, fields] of wrong) expect((await actor.post(address(), fields)).status, what).toBe(403);
    expect(await actor.isSignedIn()).toBe(true);
  });

  test('does nothing without a session, whatever the token', async () => {
    const reply = await post(origin, address(), { token: await (await actorFor(route)).token() });
    expect(reply).toMatchObject({ status: 303, headers: { location: '/en/sign-in' } });
  });
});

const forms = { ...PUBLIC, invitation: '/en/invitation/nothing' };
describe.each(Object.entries(forms))('%s', (name, path) => {
  test('does nothing without a true token of this form', async () => {
    const own = tokens[name] ?? tokens.signIn ?? '';
    const others = Object.entries(tokens).filter(([form]) => form !== name);
    for (const [what, token] of [['none', ''], ['garbled', 'x'], ['changed', cut(own)], ...others]) {
      const reply = await post(origin, path, { token: token ?? '', email: 'x', password: 'x', code: 'x', ticket: 'x' });
      expect(reply.status, what).toBe(403);
    }
  });
});

test.each(['return', 'signIn'] as const)('%s knows no token of a lost key', async (name) => {
  expect((await post(origin, PUBLIC[name], { token: ofLostKey(tokens[name] ?? '') })).status).toBe(403);
});

describe('a form that is filled in whole', () => {
  test('with the token of another round or form, or none: 403, and nothing is stored', async () => {
    const form = await openForm(origin, 'en', 'complaints-listening');
    await ripen(form);
    const others = [
      tokens.otherRound,
      tokens.return,
      tokens.signIn,
      tokens.consultation_officer,
      cut(String(form.fields.token)),
      '',
    ];
    for (const token of others) {
      const reply = await press(
        origin,
        form.path,
        filledWith(form, 'not to be stored', { token: token ?? '' }),
        'submit',
      );
      expect(reply.status).toBe(403);
    }
  });

  test('with the token of a lost key: the check page again, all words kept, a fresh token, nothing stored', async () => {
    const form = await openForm(origin, 'fr', 'complaints-listening');
    const said = 'La patrouille est venue à la nuit tombée.';
    const lost = ofLostKey(String(form.fields.token));
    const reply = await press(origin, form.path, filledWith(form, said, { token: lost, tolerance: 'none' }), 'submit');
    expect(reply.status).toBe(422);
    const again = formTo(reply, form.path).fields;
    for (const name of form.words) expect(again[name]).toEqual([said]);
    expect(again.tolerance).toEqual(['none']);
    expect(again.token?.[0]).not.toBe(lost);
    expect((await press(origin, form.path, again, 'check')).status).toBe(200);
  });
});

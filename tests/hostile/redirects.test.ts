import { describe, expect, inject, test } from 'vitest';
import { ask, formsOf, post } from '../support/http-site';
import { as } from '../support/site-staff';
import { signIn } from '../support/staff-client';

const origin = inject('origin');

/** Where a browser would go from the sign-in page. */
const landsAt = (location: string) => new URL(location, `${origin}/en/sign-in`);

const AWAY = [
  '//evil.example',
  '///evil.example/en/desk',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example/en/desk',
  'https://evil.example/en/desk',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\t/evil.example/en/desk',
  '/\n/evil.example',
  '/en/desk\r\nSet-Cookie: a=b',
  '\u0000/en/desk',
  ' //evil.example',
  '/%09/evil.example',
  '/%2F%2Fevil.example',
  '/%5Cevil.example/en/desk',
  '/en/desk/../../..//evil.example',
  '/en/desk@evil.example',
  '/de/desk',
  '/xx/desk/items',
  '/en/return',
  '/en/rounds/complaints-listening/respond',
  '/en/sign-out',
  '/en/desk\u202Egro.live',
  'en/desk',
  '?next=//evil.example',
  '@evil.example',
  `/en/desk?${'x'.repeat(3000)}`,
];

describe('?next=', () => {
  test.each(AWAY)('%j never leads off the site, and is not carried on', async (next) => {
    const reply = await ask(origin, `/en/sign-in?next=${encodeURIComponent(next)}`);
    // What is no address at all is refused at the gate.
    if (reply.status === 400) return;
    expect(reply.status).toBe(200);
    for (const carried of formsOf(reply.body).flatMap(({ fields }) => fields.next ?? [])) {
      if (carried === '') continue;
      const url = landsAt(carried);
      expect(url.origin).toBe(origin);
      expect(url.pathname).toMatch(/^\/(en|fr|ar|ar-xb|en-xa)\/(desk|audit|admin)(\/|$)/);
    }
    expect(reply.body).not.toContain('evil.example"');
  });

  test('with both factors right, a forged way back is left aside; a true one is taken', async () => {
    // Each of a pair: the same person's next code would have to be waited for.
    const [one, other] = inject('signIns').filter(({ role }) => role === 'translator');
    const away = await signIn(origin, one!, '', { next: '//evil.example/en/desk' });
    expect(away.location).toBe('/en/desk');
    const home = await signIn(origin, other!, '?next=%2Ffr%2Fdesk%2Fitems%3Fstate%3Dreceived');
    expect(home.location).toBe('/fr/desk/items?state=received');
  });
});

describe('every other redirect', () => {
  test('to sign-in remembers a path of ours alone', async () => {
    for (const target of [
      '/en/desk//evil.example',
      '/en/desk/items?x=//evil.example',
      '/en/desk/%2e%2e/%2e%2e/x',
      '/EN/desk',
    ]) {
      const reply = await ask(origin, target);
      if (reply.status !== 303) {
        expect([400, 404], target).toContain(reply.status);
        continue;
      }
      const url = landsAt(String(reply.headers.location));
      expect(url.origin).toBe(origin);
      expect(landsAt(url.searchParams.get('next') ?? '/').origin).toBe(origin);
    }
  });

  test('a choice of mission leads to no other site', async () => {
    const officer = await as('consultation_officer');
    const form = formsOf((await officer.get('/en/desk/mission')).body).find(({ fields }) => 'mission' in fields);
    const mission =
      form?.fields.mission?.[0] ??
      /name="mission" value="([^"]+)"/.exec((await officer.get('/en/desk/mission')).body)?.[1];
    expect(mission).toBeTruthy();
    for (const next of AWAY.slice(0, 12)) {
      const reply = await officer.post('/en/desk/mission', {
        token: await officer.token(),
        mission: mission ?? '',
        next,
      });
      expect([303, 422]).toContain(reply.status);
      if (reply.status === 303) expect(landsAt(String(reply.headers.location)).origin).toBe(origin);
    }
  });

  test('the root leads to a language of ours, whatever the browser asks for', async () => {
    for (const wish of ['evil.example', '//evil', 'fr;q=0.1,ar', '../', 'x'.repeat(2000), '*', '']) {
      const reply = await ask(origin, '/', { headers: { 'Accept-Language': wish } });
      expect(reply.status).toBe(302);
      expect(String(reply.headers.location)).toMatch(/^\/(en|fr|ar)$/);
    }
  });

  test('the way out is where it is configured, whatever is asked', async () => {
    for (const target of ['/exit', '/exit?to=//evil.example', '/exit?next=https://evil.example']) {
      const reply = await ask(origin, target, { headers: { Referer: 'https://evil.example' } });
      expect(reply).toMatchObject({
        status: 303,
        headers: { location: 'https://www.wikipedia.org/', 'referrer-policy': 'no-referrer' },
      });
    }
  });

  test('a form that is sent leads nowhere else either', async () => {
    const page = await ask(origin, '/en/sign-in');
    const [form] = formsOf(page.body).filter(({ fields }) => 'email' in fields);
    const sent = { ...form?.fields, email: 'nobody@kanem.example', password: 'not it at all', next: '//evil.example' };
    const reply = await post(origin, '/en/sign-in', sent);
    expect(reply.status).toBe(422);
    expect(reply.body).not.toContain('evil.example');
  });
});

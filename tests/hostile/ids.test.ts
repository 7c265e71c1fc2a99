import { beforeAll, describe, expect, inject, test } from 'vitest';
import { GRANTS } from '~/auth/permissions';
import { ask } from '../support/http-site';
import { siteDatabase } from '../support/site-database';
import { objectsOf } from '../support/site-objects';
import { isStaff, siteRoutes, type SiteRoute } from '../support/site-routes';
import { as } from '../support/site-staff';

const origin = inject('origin');
/** What may stand in an address where an id, a name, a language or a figure is wanted. */
const BOGUS = [
  'x',
  '0',
  '-1',
  '------------------------------------',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  "'; drop table app.item; --",
  '{"not":""}',
  '[object Object]',
  'constructor',
  '__proto__',
  'null',
  '../../../etc/passwd',
  'a'.repeat(500),
  '\u202e\u0661',
];
const named = (await siteRoutes()).filter(({ pattern }) => /:(?!lang)/.test(pattern));
let parts: Record<string, string>;

beforeAll(async () => {
  const database = await siteDatabase();
  parts = await objectsOf(database, 'kanem-sahara');
  await database.close();
});

/** The address with each of its parts in turn made bogus, and the others true. */
function bogusAddresses(pattern: string, bogus: string): string[] {
  const segments = pattern.split('/');
  const open = segments.flatMap((segment, at) => (/^:(?!lang)/.test(segment) ? [at] : []));
  const truth = (at: number) => parts[segments[at - 1] ?? ''] ?? parts[segments[at]?.slice(1) ?? ''] ?? 'x';
  return open.map((wrong) =>
    segments
      .map((segment, at) => {
        if (segment === ':lang') return 'en';
        if (!segment.startsWith(':')) return segment;
        return encodeURIComponent(at === wrong ? bogus : truth(at));
      })
      .join('/'),
  );
}

/** Two who may open it, by the matrix: the faults of an address show to nobody else. */
function readersOf({ loader }: SiteRoute): string[] {
  const readers = Object.entries(GRANTS).filter(([, granted]) => (granted as readonly string[]).includes(loader ?? ''));
  const ofDemo = readers.map(([role]) => role).filter((role) => inject('signIns').some((one) => one.role === role));
  return ofDemo.length > 0 ? ofDemo.slice(0, 2) : ['consultation_officer'];
}

describe.each(named)('$pattern', (route) => {
  test('is not there for what is no id', async () => {
    let met = 0;
    for (const role of isStaff(route) ? readersOf(route) : [null]) {
      const staff = role === null ? null : await as(role, 'kanem-sahara');
      const token = staff ? await staff.token() : '';
      for (const address of BOGUS.flatMap((bogus) => bogusAddresses(route.pattern, bogus))) {
        const { status } = staff ? await staff.get(address) : await ask(origin, address);
        // A garbled address is stopped at the gate, a page one may not see before its object is looked for.
        expect([404, 400, 403], address).toContain(status);
        if (status === 404) met += 1;
        if (!staff || !route.acts) continue;
        const intents = ['', 'edit', 'move', 'withdraw'];
        for (const intent of intents)
          expect((await staff.post(address, { token, intent })).status, address).toBeLessThan(500);
      }
    }
    expect(met).toBeGreaterThan(0);
  });
});

test('a language that is not ours is no page', async () => {
  for (const lang of ['de', 'xx', 'EN', 'en-US', 'ar-zz', 'constructor', '__proto__', 'favicon.ico', 'robots.txt']) {
    for (const rest of ['', '/rounds', '/desk', '/return']) {
      expect([404, 302, 303, 200], `/${lang}${rest}`).toContain((await ask(origin, `/${lang}${rest}`)).status);
    }
  }
});

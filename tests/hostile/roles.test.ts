import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Access } from '~/auth/access';
import { GRANTS, type Role } from '~/auth/permissions';
import { ask, formsOf, post } from '../support/http-site';
import { allCounts, siteDatabase, type SiteDatabase } from '../support/site-database';
import { objectsOf } from '../support/site-objects';
import { addressOf, isStaff, siteRoutes } from '../support/site-routes';
import { as, asOneOf, accountOf } from '../support/site-staff';

const origin = inject('origin');
const staffRoutes = (await siteRoutes()).filter(isStaff);
/** One account of each role and mission. */
const accounts = inject('signIns').filter(
  ({ role, mission }, at, all) => all.findIndex((other) => other.role === role && other.mission === mission) === at,
);
const SUCCESS = /^(200|30[23])$/;

/** Objects of a mission that has all kinds of them; the installation's admin, who has none, is shown these too. */
const FULLEST = accountOf('consultation_officer').mission ?? '';
/** Translators see one text at a time (G04): no search, no themes of a round, and no point or answer once it is coded. */
const NOT_FOR_TRANSLATORS = /\/(search|themes)$/;
const GONE_FOR_TRANSLATORS = /\/desk\/(points|answers)\//;

let database: SiteDatabase;
const parts: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  database = await siteDatabase();
  for (const mission of new Set(accounts.map((one) => one.mission ?? FULLEST))) {
    parts[mission] = await objectsOf(database, mission);
  }
});
afterAll(() => database.close());

const roleOf = (name: string): Role => (name === 'installation_admin' ? 'admin' : (name as Role));

/** What the matrix alone says. */
function isGranted(access: Access | undefined, role: string): boolean {
  if (access === 'signed_in') return true;
  return (GRANTS[roleOf(role)] as readonly string[]).includes(access ?? '');
}

function mayOpen(route: (typeof staffRoutes)[number], role: string): boolean {
  if (role === 'translator' && NOT_FOR_TRANSLATORS.test(route.pattern)) return false;
  return isGranted(route.loader, role);
}

test('the demo has a person for most roles, and pages for them', () => {
  expect(accounts.length).toBeGreaterThanOrEqual(9);
  expect(staffRoutes.length).toBeGreaterThan(30);
  for (const { loader, pattern } of staffRoutes) expect([undefined, 'public'], pattern).not.toContain(loader);
});

describe.each(accounts)('$role of $mission', (account) => {
  const addresses = () =>
    staffRoutes.flatMap((route) => {
      const address = addressOf(route.pattern, parts[account.mission ?? FULLEST] ?? {});
      return address === null ? [] : [{ route, address }];
    });

  test('sees exactly the pages that the matrix grants', async () => {
    const staff = await asOneOf(account);
    const wrong: string[] = [];
    for (const { route, address } of addresses()) {
      const { status } = await staff.get(address);
      const granted = mayOpen(route, account.role);
      // Settings of a mission are for its chief and for admins: to all others they are not there.
      const hidden = route.pattern === '/:lang/admin/missions/:slug' && status === 404;
      const foreign = account.mission === null && granted && status === 404;
      const outOfReach = account.role === 'translator' && GONE_FOR_TRANSLATORS.test(route.pattern) && status === 404;
      if (!(granted ? SUCCESS.test(String(status)) || hidden || foreign || outOfReach : status === 403)) {
        wrong.push(`${address}: ${status}, granted ${granted}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('sends nothing where the matrix grants nothing, whatever the page', async () => {
    const staff = await asOneOf(account);
    const token = await staff.token();
    const before = await allCounts(database);
    for (const { route, address } of addresses()) {
      if (!route.acts || isGranted(route.action, account.role)) continue;
      expect((await staff.post(address, { token })).status, address).toBe(403);
    }
    expect(await allCounts(database)).toEqual(before);
  });
});

test('without a session every page leads to the sign-in, and every form too', async () => {
  for (const { pattern, acts } of staffRoutes) {
    const address = addressOf(pattern, parts[FULLEST] ?? {});
    if (address === null) continue;
    const next = encodeURIComponent(address);
    expect(await ask(origin, address)).toMatchObject({
      status: 303,
      headers: { location: `/en/sign-in?next=${next}` },
    });
    const forged = { Cookie: `__Host-answerable=${'a'.repeat(40)}` };
    expect((await ask(origin, address, { headers: forged })).status).toBe(303);
    if (acts) expect((await post(origin, address, { token: 'x' })).headers.location).toBe('/en/sign-in');
  }
});

test('whoever audits can open cases and change none, with the very forms of those who can', async () => {
  const auditor = await as('auditor');
  const token = await auditor.token();
  const before = await allCounts(database);
  const facts = await database.query('select count(*) from app.fact');
  for (const role of ['consultation_officer', 'program_manager', 'chief_of_mission', 'translator', 'admin']) {
    const other = await as(role, role === 'admin' ? undefined : FULLEST);
    for (const { pattern, acts } of staffRoutes) {
      const address = addressOf(pattern, parts[FULLEST] ?? {});
      if (!acts || address === null || OWN.test(pattern)) continue;
      const page = await other.get(address);
      for (const { fields, action } of formsOf(page.body)) {
        if (action && action !== address) continue;
        const { status } = await auditor.post(address, { ...fields, token });
        // A form that its own rules refuse first has changed as little.
        expect([403, 404, 422], `${address} ${JSON.stringify(fields.intent)}`).toContain(status);
      }
    }
  }
  expect(await allCounts(database)).toEqual(before);
  expect(await database.query('select count(*) from app.fact')).toEqual(facts);
});

/** What everybody may do for themselves. */
const OWN = /\/(account|mission|sign-out)$/;

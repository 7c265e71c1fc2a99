import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { GRANTS, ROLES } from '~/auth/permissions';
import { ask, formsOf, type Fields, type Reply } from '../support/http-site';
import { FOREIGN, objectCases, OWN, type ObjectCases } from '../support/site-object-cases';
import { objectsOf } from '../support/site-objects';
import { allCounts, siteDatabase, type SiteDatabase } from '../support/site-database';
import { ANSWERED_ROUND, OPEN_ROUND } from '../support/site-pages';
import { addressOf, isOfMission, isStaff, siteRoutes, type SiteRoute } from '../support/site-routes';
import { accountOf, as } from '../support/site-staff';
import { COLUMNS, publicRows, rows, type Column, type Row } from './role-objects-table';

const all = await siteRoutes();
const routes = all.filter((route) => isStaff(route) && isOfMission(route));
const table = rows();
const columns = Object.keys(COLUMNS) as Column[];
const routeOf = (pattern: string) => routes.find((route) => route.pattern === pattern);

let database: SiteDatabase;
let cases: ObjectCases;

beforeAll(async () => {
  database = await siteDatabase();
  cases = await objectCases(database);
});
afterAll(async () => {
  await cases?.remove();
  await database.close();
});

const clientOf = (column: Column, mission = OWN) => as(COLUMNS[column], column === 'ia' ? undefined : mission);

const addressIn = (pattern: string, object: keyof Omit<ObjectCases, 'remove'>) => {
  const address = addressOf(pattern, cases[object]);
  if (address === null) throw new Error(`the demonstration has no ${object} object for ${pattern}`);
  return address;
};

/** Of the same form, and nothing has ever had it. */
const UNKNOWN = { id: '00000000-0000-7000-8000-00000000dead', slug: 'no-such-place' };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The address with every object in it replaced by an unknown one of its kind. */
function unknownFor(pattern: string, address: string): string {
  const parts = address.split('/');
  return pattern
    .split('/')
    .map((segment, at) => {
      if (segment !== ':id' && segment !== ':slug') return parts[at] ?? '';
      return UUID.test(parts[at] ?? '') ? UNKNOWN.id : UNKNOWN.slug;
    })
    .join('/');
}

/** Each object's name as the unknown one's, so that nothing but the answer itself can differ. */
function bodyAs({ body }: Reply, address: string, unknown: string): string {
  const [from, to] = [address.split('/'), unknown.split('/')];
  return from.reduce((text, part, at) => (part === to[at] ? text : text.replaceAll(part, to[at] ?? '')), body);
}

describe('the table', () => {
  test('has a row for every route with an object, and for no other', () => {
    const own = table.filter(({ object }) => object === 'own').map(({ pattern }) => pattern);
    expect(own.sort()).toEqual(routes.map(({ pattern }) => pattern).sort());
    const objects = all.filter((route) => !isStaff(route) && isOfMission(route)).map(({ pattern }) => pattern);
    const listed = [...publicRows().map(({ pattern }) => pattern), '/:lang/programs/:slug'];
    expect(objects.sort()).toEqual(listed.sort());
  });

  test('has a row for what is set apart wherever a route names a part of a text', () => {
    const parts = routes.filter(({ pattern }) => /\/(items|points|answers|safety)\/:id/.test(pattern));
    const having = (object: Row['object']) =>
      table.filter((row) => row.object === object).map(({ pattern }) => pattern).sort(); // prettier-ignore
    expect(having('apart')).toEqual(parts.map(({ pattern }) => pattern).sort());
    expect(having('complaint')).toEqual(having('apart'));
  });

  test('has a column for every role, each with somebody of the demonstration', () => {
    const names: string[] = columns.map((column) => COLUMNS[column]);
    expect(names.sort()).toEqual([...ROLES, 'installation_admin'].sort());
    for (const name of names) expect(accountOf(name)).toBeDefined();
  });

  test('grants nothing that the permissions do not', () => {
    for (const { pattern, object, cells } of table) {
      const access = routeOf(pattern)?.loader ?? '';
      for (const column of columns) {
        const role = COLUMNS[column] === 'installation_admin' ? 'admin' : COLUMNS[column];
        const granted = access === 'signed_in' || (GRANTS[role] as readonly string[]).includes(access);
        const cell = `${pattern} ${object} ${column}`;
        if (cells[column] === 200) expect(granted, cell).toBe(true);
        if (!granted) expect(cells[column], cell).toBe(403);
      }
    }
  });
});

describe.each(columns)('%s', (column) => {
  test('is answered as the table says, whatever the object', async () => {
    const client = await clientOf(column);
    const wrong: string[] = [];
    for (const { pattern, object, cells } of table) {
      const { status } = await client.get(addressIn(pattern, object));
      if (status !== cells[column]) wrong.push(`${pattern} ${object}: ${status}, listed ${cells[column]}`);
    }
    expect(wrong).toEqual([]);
  });

  test('is answered alike for what is set apart, of another mission, and unknown', async () => {
    const client = await clientOf(column);
    const wrong: string[] = [];
    for (const { pattern, object, cells } of table) {
      const listed = cells[column];
      const hidden = object === 'own' ? addressOf(pattern, cases.foreign) : addressIn(pattern, object);
      // An admin of the installation reaches accounts and missions of all.
      if (hidden === null || (column === 'ia' && object === 'own' && listed === 200)) continue;
      if (object !== 'own' && listed === 200) continue;
      const unknown = unknownFor(pattern, hidden);
      const [reply, nothing] = [await client.get(hidden), await client.get(unknown)];
      const expected = listed === 403 ? 403 : 404;
      if (reply.status !== expected || nothing.status !== expected)
        wrong.push(`${pattern} ${object}: ${reply.status}, unknown ${nothing.status}`);
      if (bodyAs(reply, hidden, unknown) !== nothing.body)
        wrong.push(`${pattern} ${object}: another page than unknown`);
    }
    expect(wrong).toEqual([]);
  });
});

/** The small mission has few kinds of objects: its people ask for those of the large one. */
test.each(['co', 'po', 'ch'] as const)('%s of the other mission finds nothing of this one', async (column) => {
  const client = await clientOf(column, FOREIGN);
  for (const { pattern, object, cells } of table) {
    const address = addressIn(pattern, object);
    const unknown = unknownFor(pattern, address);
    const [reply, nothing] = [await client.get(address), await client.get(unknown)];
    const expected = cells[column] === 403 ? 403 : 404;
    expect([reply.status, nothing.status], `${pattern} ${object}`).toEqual([expected, expected]);
    expect(bodyAs(reply, address, unknown), `${pattern} ${object}`).toBe(nothing.body);
  }
});

interface Sendable {
  row: Row;
  route: SiteRoute;
  address: string;
  fields: Fields;
}

/** Every form of every page, as it is filled in by somebody who sees it. */
async function formsThere(): Promise<Sendable[]> {
  const found: Sendable[] = [];
  for (const row of table) {
    const route = routeOf(row.pattern);
    const seenBy = columns.filter((column) => row.cells[column] === 200);
    if (!route?.acts) continue;
    const address = addressIn(row.pattern, row.object);
    for (const column of seenBy) {
      const page = await (await clientOf(column)).get(address);
      for (const { fields, action } of formsOf(page.body)) if (!action || action === address) found.push({ row, route, address, fields }); // prettier-ignore
    }
  }
  const once = new Map(found.map((one) => [`${one.address} ${JSON.stringify({ ...one.fields, token: '' })}`, one]));
  return [...once.values()];
}

test('nobody sends the forms of a page that the table does not show them, and nothing changes', async () => {
  const forms = await formsThere();
  expect(forms.length).toBeGreaterThan(30);
  expect(new Set(forms.map(({ row }) => row.object))).toEqual(new Set(['own', 'apart', 'complaint']));
  const before = await allCounts(database);
  const wrong: string[] = [];
  for (const column of columns) {
    const client = await clientOf(column);
    const token = await client.token();
    const role = COLUMNS[column] === 'installation_admin' ? 'admin' : COLUMNS[column];
    for (const { row, route, address, fields } of forms.filter(({ row }) => row.cells[column] !== 200)) {
      const { status } = await client.post(address, { ...fields, token });
      const granted = route.action === 'signed_in' || (GRANTS[role] as readonly string[]).includes(route.action ?? '');
      // Half-filled forms are refused for what is missing before anything is looked for.
      const expected = granted ? [404, 422] : [403];
      if (!expected.includes(status)) wrong.push(`${column} ${address} ${row.object} ${fields.intent?.[0]}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(await allCounts(database)).toEqual(before);
});

test('without a session, rounds that were never opened are answered like unknown ones', async () => {
  const origin = inject('origin');
  const [unopened] = await database.query<{ slug: string }>(
    `select r.slug from app.round r join app.mission m on m.id = r.mission_id where m.slug = $1 and r.opened_on is null`,
    [OWN],
  );
  const places = { open: OPEN_ROUND, answered: ANSWERED_ROUND, unopened: unopened?.slug ?? '' };
  const parts = await objectsOf(database, OWN);
  for (const row of publicRows()) {
    for (const [name, slug] of Object.entries(places) as [keyof typeof places, string][]) {
      const address = addressOf(row.pattern, { ...parts, rounds: slug, answers: slug, round_of_recording: slug }) ?? '';
      const unknown = unknownFor(row.pattern, address);
      const [reply, nothing] = [await ask(origin, address), await ask(origin, unknown)];
      expect([reply.status, nothing.status], address).toEqual([row[name], 404]);
      if (row[name] === 404) expect(bodyAs(reply, address, unknown), address).toBe(nothing.body);
    }
  }
});

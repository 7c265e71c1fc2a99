import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formsOf } from '../support/http-site';
import { allCounts, siteDatabase, type SiteDatabase } from '../support/site-database';
import { objectsOf } from '../support/site-objects';
import { addressOf, isOfMission, isStaff, siteRoutes, type SiteRoute } from '../support/site-routes';
import { as } from '../support/site-staff';

/** Two missions of one installation share nothing, not even the knowledge that something is there: 404, never 403. */
const KANEM = 'kanem-sahara';
const SUMBARA = 'sumbara';
const PAIRS = [
  ['consultation_officer', SUMBARA, KANEM],
  ['chief_of_mission', SUMBARA, KANEM],
  ['consultation_officer', KANEM, SUMBARA],
  ['chief_of_mission', KANEM, SUMBARA],
  ['auditor', KANEM, SUMBARA],
  ['translator', KANEM, SUMBARA],
  ['protection_officer', KANEM, SUMBARA],
  ['admin', KANEM, SUMBARA],
] as const;

const routes = (await siteRoutes()).filter((route) => isStaff(route) && isOfMission(route));
let database: SiteDatabase;
const objects: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  database = await siteDatabase();
  for (const mission of [KANEM, SUMBARA]) objects[mission] = await objectsOf(database, mission);
});
afterAll(() => database.close());

const addressIn = (route: SiteRoute, mission: string) => addressOf(route.pattern, objects[mission] ?? {});

test('both missions have enough to be confused', () => {
  const found = (mission: string) => routes.filter((route) => addressIn(route, mission) !== null);
  expect(found(KANEM)).toHaveLength(routes.length);
  expect(found(SUMBARA).length).toBeGreaterThan(8);
});

/** What its owner is shown and 403 comes before: somebody without the permission learns nothing of what is there. */
describe.each(PAIRS)('%s of %s before what belongs to %s', (role, own, foreign) => {
  test('none of it is there to be looked at', async () => {
    const staff = await as(role, own);
    for (const route of routes) {
      const [address, mine] = [addressIn(route, foreign), addressIn(route, own)];
      if (address === null) continue;
      const reply = await staff.get(address);
      const permitted = mine !== null && (await staff.get(mine)).status === 200;
      expect([404, ...(permitted ? [] : [403])], address).toContain(reply.status);
      const nowhere = address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '00000000-0000-7000-8000-000000000000');
      if (reply.status === 404 && nowhere !== address) {
        expect(reply.body, address).toBe((await staff.get(nowhere)).body.replaceAll(nowhere, address));
      }
    }
  });
});

/** The forms as those fill them in who may, sent by somebody of the other mission with a true token of their own. */
test.each([
  ['consultation_officer', SUMBARA, KANEM],
  ['chief_of_mission', SUMBARA, KANEM],
  ['consultation_officer', KANEM, SUMBARA],
  ['chief_of_mission', KANEM, SUMBARA],
] as const)('%s of %s can send nothing to what belongs to %s', async (role, own, foreign) => {
  const [staff, owner] = [await as(role, own), await as(role, foreign)];
  const token = await staff.token();
  const before = await allCounts(database);
  let sent = 0;
  for (const route of routes.filter(({ acts }) => acts)) {
    const address = addressIn(route, foreign);
    if (address === null) continue;
    for (const { fields, action } of formsOf((await owner.get(address)).body)) {
      if (action && action !== address) continue;
      const { status } = await staff.post(address, { ...fields, token });
      // Half-filled forms are refused for what is missing before anything is looked for.
      expect([404, 403, 422], `${address} ${fields.intent?.[0]}`).toContain(status);
      sent += 1;
    }
  }
  expect(sent).toBeGreaterThan(0);
  expect(await allCounts(database)).toEqual(before);
});

test('an id of the other mission inside a form of one’s own is not there either', async () => {
  const officer = await as('consultation_officer', SUMBARA);
  const token = await officer.token();
  const before = await allCounts(database);
  const [theirs] = await database.query<{ id: string }>(
    `select p.id from app.program p join app.mission m on m.id = p.mission_id where m.slug = '${KANEM}'`,
  );
  const page = await officer.get('/en/desk/rounds/new');
  const form = formsOf(page.body).find(({ fields }) => 'programId' in fields || 'template' in fields);
  expect(form).toBeDefined();
  const wish = { closesOn: '2031-01-01', answerBy: '2031-02-01', expectedPeople: '40', languages: ['en'] };
  const reply = await officer.post('/en/desk/rounds/new', {
    ...form?.fields,
    ...wish,
    token,
    programId: theirs?.id ?? '',
  });
  expect([404, 422]).toContain(reply.status);
  expect(await allCounts(database)).toEqual(before);
});

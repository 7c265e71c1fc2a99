import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PHONE } from '../support/browser';
import { act, fillIn, follow, formWith, goTo, press, send, sendAnyway, words } from '../support/journey-forms';
import { otherAccountOf, People } from '../support/journey-people';
// prettier-ignore
import { assessRisk, describePoint, disposeByDecision, draftDecision, lastOf, linkTheme, makeTheme, markPoint, pointsOn, sendAndKeepCode, sidesOf, writeAnswer, writePublication } from '../support/journey-steps';
import { AFTER, ANSWER, OUTCOME, PROOF, SAID, THEME, TRANSLATED, UNDERSTOOD, YOU_SAID } from '../support/journey-words';

/** A program of the demo whose elements no other round is changing. */
const PROGRAM = 'advisers-to-the-justice-and-complaints-office';

let people: People;
let slug = '';
let code = '';
let item = '';
let decision = '';
let answer = '';
let before = '';
const points: string[] = [];

beforeAll(async () => {
  people = await People.come();
}, 120_000);
afterAll(() => people?.leave());

let broken = false;
/** One story: after a step that fails, the next ones would say nothing. */
beforeEach(({ skip, onTestFailed }) => {
  onTestFailed(() => void (broken = true));
  if (broken) skip();
});

const officer = () => people.at('consultation_officer');
const chief = () => people.at('chief_of_mission');

describe('from the question to the answer', () => {
  it('a newcomer prepares a first round from the template in at most twelve screens', async () => {
    const page = await officer();
    let screens = 0;
    const count = () => (screens += 1);
    page.on('load', count);
    await goTo(page, '/en/desk/rounds/new');
    await follow(page, `program=${PROGRAM}`);
    await fillIn(page, { expectedPeople: '20' });
    await send(page, page.locator('main form'));
    slug = lastOf(page);
    await follow(page, '/preview/ar');
    expect(await words(page)).toContain('ماذا حدث من حولكم منذ بدأ البرنامج؟');
    await goTo(page, `/en/desk/rounds/${slug}`);
    expect(await act(page, { intent: 'move', event: 'submit' })).toBe(200);
    page.off('load', count);
    expect(await formWith(page, { event: 'submit' }).count()).toBe(0);
    expect(screens).toBeLessThanOrEqual(12);
    expect((await page.request.get(`/en/rounds/${slug}`)).status()).toBe(404);
  });

  it('the chief of mission approves it; it does not open before its risks are assessed', async () => {
    const page = await chief();
    await goTo(page, `/en/desk/rounds/${slug}`);
    await act(page, { intent: 'move', event: 'approve' });
    expect(await formWith(page, { event: 'open' }).count()).toBe(0);
    expect(await sendAnyway(page, `/en/desk/rounds/${slug}`, { intent: 'move', event: 'open' })).toBe(422);
  });

  it('the officer writes the risk assessment, a protection officer signs it, and the round opens', async () => {
    const writer = await officer();
    await goTo(writer, `/en/desk/rounds/${slug}/risk`);
    await assessRisk(writer);
    expect(await formWith(writer, { intent: 'sign' }).count()).toBe(0);
    const signer = await people.at('protection_officer');
    await goTo(signer, `/en/desk/rounds/${slug}/risk`);
    await act(signer, { intent: 'sign' });
    const page = await chief();
    await goTo(page, `/en/desk/rounds/${slug}`);
    await act(page, { intent: 'move', event: 'open' });
    expect((await page.request.get(`/ar/rounds/${slug}`)).status()).toBe(200);
  });

  it('a participant answers on a phone, in Arabic, without a script or a cookie, and keeps the code', async () => {
    const context = await people.window(PHONE);
    const page = await context.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await writeAnswer(page, `/ar/rounds/${slug}`, SAID.join(' '));
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await words(page)).toContain(SAID[1]);
    code = await sendAndKeepCode(page);
    expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    expect(await page.content()).not.toContain(code);
    expect(await context.cookies()).toEqual([]);
    expect(scripts).toEqual([]);
    await context.close();
  });

  it('a translator takes the first look; the officer screens it', async () => {
    const desk = await officer();
    await goTo(desk, `/en/desk/items?round=${slug}&state=all`);
    await follow(desk, '/en/desk/items/');
    item = lastOf(desk);
    const page = await people.at('translator');
    await goTo(page, `/en/desk/items/${item}`);
    await fillIn(page, { readsLanguage: 'yes' });
    await act(page, { intent: 'first_look' });
    await goTo(desk, `/en/desk/items/${item}`);
    await act(desk, { intent: 'move', event: 'screen' });
    expect(await formWith(desk, { event: 'screen' }).count()).toBe(0);
  });

  it('the translator translates; a second one confirms, the first cannot', async () => {
    const first = await people.at('translator');
    await goTo(first, `/en/desk/items/${item}`);
    await fillIn(formWith(first, { intent: 'translate' }), { translation: TRANSLATED });
    await act(first, { intent: 'translate' });
    expect(await formWith(first, { intent: 'review' }).count()).toBe(0);
    const second = await people.desk(otherAccountOf('translator'));
    await goTo(second, `/en/desk/items/${item}`);
    expect(await words(second)).toContain(TRANSLATED);
    await act(second, { intent: 'review' });
    const desk = await officer();
    await goTo(desk, `/en/desk/items/${item}`);
    expect(await words(desk)).toContain(TRANSLATED);
  });

  it('the officer makes a theme, divides the text into points, describes and codes them, and considers them', async () => {
    const page = await officer();
    await goTo(page, `/en/desk/rounds/${slug}/themes`);
    await makeTheme(page);
    expect(await words(page)).toContain(THEME.en);
    await goTo(page, `/en/desk/items/${item}`);
    for (const piece of ['0', '1']) await markPoint(page, piece);
    points.push(...(await pointsOn(page)));
    expect(new Set(points).size).toBe(2);
    for (const [at, point] of points.entries()) await describePoint(page, point, at);
    await goTo(page, `/en/desk/items/${item}`);
    await act(page, { intent: 'move', event: 'code' });
    await act(page, { intent: 'move', event: 'consider' });
    expect(await formWith(page, { event: 'consider' }).count()).toBe(0);
  });

  it('closes the round and begins the synthesis; nobody can call it answered while a point waits', async () => {
    const page = await officer();
    await goTo(page, `/en/desk/rounds/${slug}`);
    await act(page, { intent: 'move', event: 'close' });
    await act(page, { intent: 'move', event: 'begin_synthesis' });
    const signer = await chief();
    await goTo(signer, `/en/desk/rounds/${slug}/answers`);
    expect(await formWith(signer, { intent: 'respond' }).count()).toBe(0);
    expect(await signer.locator('button[disabled]').count()).toBe(1);
    // The button is not the lock: the act itself is refused.
    expect(await sendAnyway(signer, `/en/desk/rounds/${slug}/answers`, { intent: 'respond' })).toBe(422);
  });

  it('the program manager drafts a decision that changes the program', async () => {
    const page = await people.at('program_manager');
    ({ decision, before } = await draftDecision(page, slug));
    expect(decision).toMatch(/^[0-9a-f-]{36}$/);
    expect(await words(page)).toContain(OUTCOME.en);
  });

  it('links its theme, disposes of one point by it and of one with a reason and its proof, and proposes it', async () => {
    const page = await people.at('program_manager');
    await goTo(page, `/en/desk/decisions/${decision}`);
    await follow(page, 'theme=');
    await linkTheme(page, 'considered');
    expect(await words(page)).toContain(THEME.en);
    await goTo(page, `/en/desk/decisions/${decision}`);
    await follow(page, 'theme=');
    await disposeByDecision(page, points[0]!);
    await goTo(page, `/en/desk/points/${points[1]}`);
    const bare = formWith(page, { intent: 'dispose' });
    await fillIn(bare, { kind: 'not_incorporated', reason: 'no_budget' });
    expect(await send(page, bare)).toBe(422);
    await fillIn(bare, { proof: PROOF });
    expect(await send(page, bare)).toBe(200);
    await goTo(page, `/en/desk/decisions/${decision}`);
    await act(page, { intent: 'move', event: 'propose' });
    expect(await formWith(page, { event: 'sign' }).count()).toBe(0);
  });

  it('the chief signs, and the public page of the program says it', async () => {
    const page = await chief();
    await goTo(page, `/en/desk/decisions/${decision}`);
    await act(page, { intent: 'move', event: 'sign' });
    for (const lang of ['en', 'fr', 'ar'] as const) {
      await goTo(page, `/${lang}/programs/${PROGRAM}`);
      expect(await words(page)).toContain(AFTER[lang]);
    }
  });

  it('an answer in Arabic is drafted and submitted; who drafted it cannot approve it, the chief can', async () => {
    const page = await officer();
    await goTo(page, `/en/desk/items/${item}/answer`);
    const form = page.locator('main form');
    await fillIn(form, { text: ANSWER, translation: 'original', pointIds: points });
    await send(page, form);
    answer = lastOf(page);
    await act(page, { intent: 'move', event: 'submit' });
    expect(await formWith(page, { event: 'approve' }).count()).toBe(0);
    const approval = { intent: 'move', event: 'approve' };
    expect(await sendAnyway(page, `/en/desk/answers/${answer}`, approval)).toBe(422);
    const signer = await chief();
    await goTo(signer, `/en/desk/answers/${answer}`);
    expect(await words(signer)).toContain(ANSWER);
    await act(signer, { intent: 'move', event: 'approve' });
    expect(await formWith(signer, { event: 'approve' }).count()).toBe(0);
  });

  it('the round is called answered, and published with its words in three languages', async () => {
    const signer = await chief();
    await goTo(signer, `/en/desk/rounds/${slug}/answers`);
    await act(signer, { intent: 'respond' });
    const page = await officer();
    await goTo(page, `/en/desk/rounds/${slug}/publication`);
    await writePublication(page);
    expect(await formWith(page, { intent: 'publish' }).count()).toBe(0);
    await goTo(signer, `/en/desk/rounds/${slug}/publication`);
    await act(signer, { intent: 'publish' });
    await goTo(signer, `/ar/answers/${slug}`);
    const shown = await words(signer);
    expect(shown).toContain(YOU_SAID.ar);
    expect(shown).toContain(OUTCOME.ar);
    expect(shown).not.toContain(SAID[0]);
  });

  it('the auditor follows a number to its records and a point from its words to the program, and back', async () => {
    const page = await people.at('auditor');
    await goTo(page, '/en/audit');
    await follow(page, `/audit/rounds/${slug}`);
    await follow(page, '/records/points');
    await goTo(page, `/en/audit/rounds/${slug}/records/points`);
    await press(page, page.locator(`main a[href$="/audit/points/${points[0]}"]`).first());
    const trace = await words(page);
    for (const part of [...SAID, TRANSLATED, UNDERSTOOD[0]!, OUTCOME.en, ANSWER]) expect(trace).toContain(part);
    expect(await sidesOf(page)).toEqual({ before, after: AFTER.en });
    // The decision leads to the other point that it was weighed with, and that one back to this.
    for (const point of [points[1], points[0]]) {
      const card = page.locator('section.card', { hasText: OUTCOME.en });
      await press(page, card.locator(`a[href$="/audit/points/${point}"]`).first());
      expect(lastOf(page)).toBe(point);
    }
  });

  it('the participant comes back with the code and reads in Arabic what came of it', async () => {
    const context = await people.window(PHONE);
    const page = await context.newPage();
    await goTo(page, '/ar/return');
    await fillIn(page, { code: 'ABCD-EFGH' });
    await send(page, page.locator('main form'));
    const neutral = await words(page);
    await fillIn(page, { code: code.replace(/^./, code.startsWith('0') ? '1' : '0') });
    await send(page, page.locator('main form'));
    expect(await words(page)).toBe(neutral);
    await fillIn(page, { code });
    expect(await send(page, page.locator('main form'))).toBe(200);
    const status = await words(page);
    for (const line of UNDERSTOOD) expect(status).toContain(line);
    for (const line of [...SAID, ANSWER]) expect(status).not.toContain(line);
    await act(page, { intent: 'confirm' });
    expect(await formWith(page, { intent: 'confirm' }).count()).toBe(1);
    await act(page, { intent: 'answer' });
    const shown = await words(page);
    for (const line of [ANSWER, OUTCOME.ar, PROOF]) expect(shown).toContain(line);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});

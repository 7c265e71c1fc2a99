import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { itemView } from '~/feedback/item-view.server';
import { query } from '../support/database';
import { considered, itemAs, screened, translated } from '../support/items';
import { signedIn, type Browser } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

const ARABIC = 'تأتي الدورية بعد منتصف الليل. ولا أحد يعرف من نشتكي إليه.';

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let officer: Browser;

beforeAll(async () => {
  // Sessions end by the clock of the machine.
  runtime = await startTestRuntime(new Date().toISOString());
  mission = await aMission();
  round = await anOpenRound(mission);
  officer = await signedIn(round.officer, runtime.databaseUrl);
});
afterAll(() => runtime.close());

async function anItem(text: string, language = 'en', more: object = {}): Promise<string> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const { items } = await aSubmission(round, { answers: { [question]: text }, language, ...more });
  return items[0]!;
}

const page = (id: string) => `/en/desk/items/${id}`;

describe('the page of an item', () => {
  it('leads an officer from the first look to consideration, without a script', async () => {
    const id = await anItem('They come after midnight. Nobody can complain. Water is far.');
    const refused = await officer.post(page(id), { intent: 'first_look' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Tick that you read the language');
    const send = async (fields: Record<string, string | string[]>) => {
      const answer = await officer.post(page(id), fields);
      expect([answer.status, answer.location, answer.text]).toEqual([303, page(id), '']);
    };
    await send({ intent: 'first_look', readsLanguage: 'yes' });
    await send({ intent: 'move', event: 'screen' });
    await send({ intent: 'move', event: 'need_no_translation' });
    await send({ intent: 'mark', pieces: ['0', '2'] });
    const marked = await officer.get(page(id));
    expect(marked.html).toContain('<mark>They come after midnight.');
    expect(marked.text).toContain('A point has neither code nor theme yet.');
    const { points } = await itemAs(round.officer, id);
    const added = await officer.post(`/en/desk/rounds/${round.slug}/themes`, { intent: 'add', 'title.en': 'Patrols' });
    expect(added.status).toBe(303);
    const listed = await officer.get(`/en/desk/rounds/${round.slug}/themes`);
    const theme = /theme=([0-9a-f-]{36})/.exec(listed.html)![1]!;
    for (const point of points) {
      const there = `/en/desk/points/${point.id}`;
      const lines = { intent: 'describe', summary: 'Patrols at night', understanding: 'You told us of patrols' };
      expect((await officer.post(there, lines)).status).toBe(303);
      expect((await officer.post(there, { intent: 'code', codes: ['', ''], themes: theme })).status).toBe(303);
      const shown = await officer.get(there);
      expect(shown.text).toContain('You told us of patrols');
      expect(shown.html).toMatch(new RegExp(`<input[^>]*checked="" value="${theme}"`));
    }
    await send({ intent: 'move', event: 'code' });
    await send({ intent: 'move', event: 'consider' });
    const done = await officer.get(page(id));
    expect(done.text).toContain('Patrols at night');
    expect(done.text).toContain('0 of 2 points decided');
    expect(done.text).toContain('Nothing may be quoted.');
  });

  it('keeps a translation that was too long, and says so', async () => {
    const id = await anItem(ARABIC, 'ar');
    await screened(round, id);
    const long = 'word '.repeat(2_000);
    const refused = await officer.post(page(id), { intent: 'translate', translation: long });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#translation"');
    expect(refused.html).toContain(long.trim().slice(0, 500));
  });

  it('shows words in their own direction, in every language of the desk', async () => {
    const id = await anItem(ARABIC, 'ar');
    await translated(round, id, 'The patrol comes after midnight.');
    for (const lang of ['en', 'fr', 'ar']) {
      const shown = await officer.get(`/${lang}/desk/items/${id}`);
      expect(shown.status).toBe(200);
      expect(shown.html).toContain('lang="ar" dir="auto"');
      expect(shown.text).toContain('The patrol comes after midnight.');
      expect(shown.text).not.toMatch(/(feedback|vocabulary|facts|refusals|desk|roles):|\b[a-z]+\.[a-z_]+\.[a-z_]+\b/);
    }
  });

  it('is not found for a stranger, for what is set apart, and for nonsense', async () => {
    const id = await anItem('Somebody by name.');
    const abroad = await someone(await aMission(), 'consultation_officer');
    const stranger = await signedIn(abroad, runtime.databaseUrl);
    expect((await stranger.get(page(id))).status).toBe(404);
    const gone = await officer.post(page(id), { intent: 'sensitive', kind: 'named_accusation', level: 'severe' });
    expect([gone.status, gone.location]).toEqual([303, '/en/desk/items']);
    expect((await officer.get(page(id))).status).toBe(404);
    for (const nonsense of [page('nonsense'), '/en/desk/points/nonsense']) {
      expect((await officer.get(nonsense)).status).toBe(404);
    }
    const protection = await signedIn(await someone(mission, 'protection_officer'), runtime.databaseUrl);
    expect((await protection.get(page(id))).text).toContain('Set apart');
    const day = await protection.get('/en/desk');
    expect(day.html).toContain(page(id));
    expect(day.text).toContain('It accuses somebody by name');
    expect((await officer.get('/en/desk')).html).not.toContain(id);
  });

  it('refuses a form without the token of the session', async () => {
    const id = await anItem('Water.');
    const stranger = await someone(mission, 'program_manager');
    const other = await signedIn(stranger, runtime.databaseUrl);
    const { token } = await other.get(page(id));
    const forged = await officer.post(page(id), { intent: 'first_look', readsLanguage: 'yes', token });
    expect(forged.status).toBe(403);
    expect((await itemAs(round.officer, id)).state).toBe('received');
    const audited = await signedIn(await someone(mission, 'auditor'), runtime.databaseUrl);
    expect((await audited.get(page(id))).status).toBe(403);
    expect((await audited.get('/en/desk/items')).status).toBe(403);
  });
});

describe('a translator', () => {
  it('sees one text at a time, and neither round, list nor search', async () => {
    const other = await anOpenRound(mission);
    const question = other.questions.find(({ kind }) => kind === 'long_text')!.id;
    const { items } = await aSubmission(other, {
      answers: { [question]: 'Sojoji suna zuwa da daddare.' },
      language: 'ha',
    });
    const [id] = items;
    const staff = await someone(mission, 'translator');
    const translator = await signedIn(staff, runtime.databaseUrl);
    const list = await translator.get('/en/desk/items');
    expect(list.text).toContain('Hausa');
    expect(list.html).toContain(page(id!));
    expect(list.text).not.toContain('Sojoji');
    const shown = await translator.get(page(id!));
    expect(shown.text).toContain('Sojoji suna zuwa');
    expect(shown.html).not.toContain(other.slug);
    expect(shown.text).not.toContain('Protection');
    // No day and no history either: on most days few consultations are open.
    const read = (by: Staff) =>
      readForDesk(by, async (db) => itemView(db, by, (await itemForDesk(db, by, id!))!, '2026-03-02'));
    expect(await read(staff)).toMatchObject({ day: null, clock: null, facts: [], points: [], context: null });
    expect(await read(other.officer)).toMatchObject({ day: expect.any(String), clock: { late: expect.any(Boolean) } });
    expect((await translator.get('/en/desk/search')).status).toBe(403);
    expect((await translator.get(`/en/desk/rounds/${round.slug}/themes`)).status).toBe(403);
    await screened(other, id!);
    const sent = await translator.post(page(id!), { intent: 'translate', translation: 'Soldiers come at night.' });
    expect(sent.status).toBe(303);
    expect((await translator.get('/en/desk/items')).html).not.toContain(page(id!));
    expect((await translator.get(page(id!))).text).toContain('Somebody else who reads both languages');
  });
});

describe('the queue and the day', () => {
  it('lead from the day to what is late, and from there to the item', async () => {
    const id = await anItem('Nobody looked at this.');
    await query(
      runtime.databaseUrl,
      `set session_replication_role = replica; update app.item set day = day - 20, state_since = state_since - 20, due_on = due_on - 20 where id = '${id}'`,
    );
    const day = await officer.get('/en/desk');
    expect(day.html).toContain('state=received&amp;late=yes');
    const late = await officer.get('/en/desk/items?state=received&late=yes');
    expect(late.html).toContain(page(id));
    expect(late.text).toContain('1 item');
    expect(late.text).toContain('Nobody looked at this.');
    expect(late.text).toContain('Late: to be looked at by');
    const none = await officer.get('/en/desk/items?round=nowhere&state=all');
    expect(none.text).toContain('Nothing waits here.');
  });

  it('find the items of a theme', async () => {
    const id = await anItem('Theme of its own.');
    await considered(round, id);
    const { points } = await itemAs(round.officer, id);
    const theme = points[0]!.themes[0]!.id;
    const found = await officer.get(`/ar/desk/items?state=all&round=${round.slug}&theme=${theme}`);
    expect(found.html.match(/\/ar\/desk\/items\/[0-9a-f-]{36}/g)).toEqual([`/ar/desk/items/${id}`]);
  });

  it('offers somebody without a mission to choose one', async () => {
    const staff = { ...round.officer, missionId: null };
    const browser = await signedIn(staff, runtime.databaseUrl);
    expect((await browser.get('/fr/desk')).text).toContain('Choisir une mission');
  });
});

describe('search', () => {
  it('takes words by POST alone, and never puts them into an address', async () => {
    const id = await anItem('Xylophoneword at the market.');
    await screened(round, id);
    const found = await officer.post('/en/desk/search', { words: 'xylophonew', round: '' });
    expect(found.status).toBe(200);
    expect(found.text).toContain('1 item found');
    expect(found.html).toContain(page(id));
    expect(found.html).toContain('value="xylophonew"');
    expect(found.html).not.toMatch(/href="[^"]*xylophone/);
    const empty = await officer.post('/en/desk/search', { words: ' ', round: '' });
    expect([empty.status, empty.text.includes('Type at least one word.')]).toEqual([422, true]);
    const nothing = await officer.post('/ar/desk/search', { words: 'xylophonew', round: round.slug });
    expect(nothing.html).toContain(`/ar/desk/items/${id}`);
    expect((await officer.post('/en/desk/search', { words: 'x', round: 'nowhere' })).status).toBe(404);
  });
});

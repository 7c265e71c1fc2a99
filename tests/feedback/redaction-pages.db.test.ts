import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MASK } from '~/feedback/mask';
import { signedIn, type Browser } from '../support/desk-pages';
import { itemAs, translated } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

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

async function anItem(): Promise<string> {
  const question = round.questions.find(({ kind }) => kind === 'long_text')!.id;
  const text = 'رأيت أحمد في القرية.';
  const { items } = await aSubmission(round, { answers: { [question]: text }, language: 'ar' });
  await translated(round, items[0]!, 'I saw Ahmed in the village.');
  return items[0]!;
}

const page = (id: string) => `/en/desk/items/${id}/passages`;

describe('the page of masked passages', () => {
  it('masks word by word without a script, after a look at what others will see', async () => {
    const id = await anItem();
    const { version, translation } = await itemAs(round.officer, id);
    const first = await officer.get(page(id));
    expect(first.html).toContain('أحمد');
    expect(first.html).toContain(`value="${id}:1"`);
    // The words stand each for itself: their line takes its direction from the language, not from them.
    expect(first.html).toContain('lang="ar" dir="rtl"');
    expect(first.html).not.toContain('<script');
    expect(first.html).toContain('<mark>Ahmed</mark>');
    expect(first.html).toContain('<mark>أحمد</mark>');
    const fields = {
      intent: 'mask',
      seen: String(version),
      reason: 'names_other',
      pieces: [`${id}:1`, `${translation!.id}:2`],
    };
    const preview = await officer.post(page(id), { ...fields, preview: 'yes' });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain(`I saw ${MASK} in the village.`);
    expect(preview.html.match(/checked=""/g)?.length).toBe(2);
    expect((await officer.get(`/en/desk/items/${id}`)).text).toContain('I saw Ahmed');
    expect(await officer.post(page(id), fields)).toMatchObject({ status: 303, location: page(id) });
    const item = await officer.get(`/en/desk/items/${id}`);
    expect(item.text).toContain(`رأيت ${MASK} في القرية.`);
    expect(item.text).toContain(`I saw ${MASK} in the village.`);
    expect(item.html).not.toMatch(/أحمد|Ahmed/);
  });

  it('leads on to the texts in which a mask waits, and says so where they are closed', async () => {
    const id = await anItem();
    const { version, translation } = await itemAs(round.officer, id);
    await officer.post(page(id), { intent: 'mask', seen: String(version), reason: 'place', pieces: `${id}:1` });
    const item = await officer.get(`/en/desk/items/${id}`);
    expect(item.text).toContain('nobody has marked it in this text yet');
    const listed = await officer.get(page(id));
    expect(listed.text).toContain('Not marked yet in');
    const mask = /mask=([0-9a-f-]{36})/.exec(listed.html)![1]!;
    const marking = await officer.get(`${page(id)}?mask=${mask}`);
    expect(marking.text).toContain('Mark this mask in the texts that wait');
    expect(marking.html).not.toContain(`value="${id}:1"`);
    const sent = { intent: 'mark', redaction: mask, seen: String(version), pieces: `${translation!.id}:2` };
    expect(await officer.post(`${page(id)}?mask=${mask}`, sent)).toMatchObject({ status: 303 });
    expect((await officer.get(`/en/desk/items/${id}`)).text).toContain(`I saw ${MASK} in the village.`);
    const lift = { intent: 'lift', redaction: mask, liftReason: 'danger_over' };
    expect(await officer.post(page(id), lift)).toMatchObject({ status: 303 });
    expect((await officer.get(`/en/desk/items/${id}`)).text).toContain('I saw Ahmed');
    const again = await officer.post(page(id), lift);
    expect(again.status).toBe(422);
    expect(again.html).toContain('id="errors"');
  });

  it('gives back what was ticked where something is wrong, and keeps nothing', async () => {
    const id = await anItem();
    const { version } = await itemAs(round.officer, id);
    const first = await officer.get(page(id));
    const none = await officer.post(page(id), { intent: 'mask', seen: String(version), reason: 'place' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('Tick at least one word');
    expect(none.html).toContain('href="#pieces"');
    expect(none.html).toContain('id="pieces"');
    const odd = await officer.post(page(id), {
      intent: 'mask',
      seen: '1',
      reason: 'place',
      pieces: 'x:1',
      absent: 'y',
    });
    expect(odd.status).toBe(422);
    const ids = [...first.html.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one);
    expect(new Set(ids).size).toBe(ids.length);
    const stale = { intent: 'mask', seen: String(version + 1), reason: 'contact', pieces: `${id}:1` };
    const refused = await officer.post(page(id), stale);
    expect(refused.text).toContain('The texts have changed');
    expect(refused.html.match(/checked=""/g)?.length).toBe(1);
    expect((await officer.get(page(id))).text).toContain('Nothing is masked here.');
  });

  it('removes words for good by two people, the second with a right of their own', async () => {
    const id = await anItem();
    const { version, translation } = await itemAs(round.officer, id);
    const pieces = [`${id}:1`, `${translation!.id}:2`];
    await officer.post(page(id), { intent: 'mask', seen: String(version), reason: 'names_other', pieces });
    const mask = /name="redaction" value="([0-9a-f-]{36})"/.exec((await officer.get(page(id))).html)![1]!;
    const ask = { intent: 'ask_removal', redaction: mask, removalReason: 'seizure' };
    expect(await officer.post(page(id), ask)).toMatchObject({ status: 303 });
    const waiting = await officer.get(page(id));
    expect(waiting.text).toContain('A second person must decide.');
    expect(waiting.html).not.toContain('value="approve_removal"');
    const protection = await signedIn(await someone(mission, 'protection_officer'), runtime.databaseUrl);
    const asked = await protection.get(page(id));
    const removal = /name="removal" value="([0-9a-f-]{36})"/.exec(asked.html)![1]!;
    const hash = /name="hash" value="([^"]+)"/.exec(asked.html)![1]!;
    const approve = { intent: 'approve_removal', removal, hash };
    const own = await officer.post(page(id), approve);
    expect(own.status).toBe(422);
    expect(await protection.post(page(id), { ...approve, hash: 'x' })).toMatchObject({ status: 422 });
    expect(await protection.post(page(id), approve)).toMatchObject({ status: 303 });
    const gone = await protection.get(page(id));
    expect(gone.text).toContain('Removed for good');
    expect(gone.html).not.toMatch(/أحمد|Ahmed/);
    expect((await officer.get(`/en/desk/items/${id}`)).text).toContain(`I saw ${MASK} in the village.`);
    const twice = await protection.post(page(id), approve);
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('id="errors"');
  });

  it('is there for those who mask alone', async () => {
    const id = await anItem();
    for (const role of ['program_manager', 'translator', 'chief_of_mission', 'auditor'] as const) {
      const browser = await signedIn(await someone(mission, role), runtime.databaseUrl);
      expect((await browser.get(page(id))).status).toBe(403);
    }
    const elsewhere = await signedIn(await someone(await aMission(), 'protection_officer'), runtime.databaseUrl);
    expect((await elsewhere.get(page(id))).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { translator as translatorOf } from '~/i18n/instances.server';
import { recordingsOf } from '~/rounds/recording-store.server';
import { loader as heardLoader } from '~/routes/public/recording-file';
import { loader as roundLoader } from '~/routes/public/round';
import { loader as scriptLoader } from '~/routes/public/script';
import { loader as sheetLoader } from '~/routes/public/sheet';
import { moveRound } from '~/rounds/move-commands.server';
import { opusFile } from '../support/audio';
import { signedIn, type Browser } from '../support/desk-pages';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { ask } from '../routes/respond/visitor';

let runtime: TestRuntime;
let round: OpenRound;
let officer: Browser;
let translator: Browser;
let auditor: Browser;
let here: string;

beforeAll(async () => {
  runtime = await startTestRuntime();
  const mission = await aMission();
  round = await anOpenRound(mission);
  const browser = (staff: Staff) => signedIn(staff, runtime.databaseUrl);
  officer = await browser(round.officer);
  translator = await browser(await someone(mission, 'translator'));
  auditor = await browser(await someone(mission, 'auditor'));
  here = `/en/desk/rounds/${round.slug}/recordings`;
});
afterAll(() => runtime.close());

const file = (bytes: Uint8Array = opusFile({ seconds: 61 }), name = 'risks.opus') =>
  new File([new Uint8Array(bytes)], name, { type: 'text/html' });
const stored = () => readForDesk(round.officer, (db) => recordingsOf(db, round.id));

/** What a loader gives, or the status of what it throws. */
async function get(loader: unknown, params: Record<string, string>, headers: Record<string, string> = {}) {
  const request = new Request('http://localhost/', { headers });
  try {
    return await (loader as (args: LoaderFunctionArgs) => Promise<unknown>)({ request, params, context: {} } as never);
  } catch (thrown) {
    return (thrown as Response).status;
  }
}
const listen = (id: string, lang = 'ar', headers = {}) =>
  get(heardLoader, { lang, slug: round.slug, id }, headers) as Promise<Response>;

describe('the page of recordings', () => {
  test('a refused form says why beside its field and comes back as it was filled in', async () => {
    const fields = { intent: 'upload', place: 'consent', language: 'ar' };
    const wrong = await officer.upload(here, fields, file(new TextEncoder().encode('<html>')));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('This is no Ogg Opus or MP3 file.');
    expect(wrong.html).toMatch(/<option value="consent" selected=""/);
    const none = await officer.upload(here, fields, file(new Uint8Array(), ''));
    expect(none.text).toContain('Choose a file.');
    expect((await officer.upload(here, { ...fields, place: 'nonsense' }, file())).status).toBe(422);
    expect((await officer.upload(here, { ...fields, language: 'fa-AF' }, file())).status).toBe(422);
    expect(await stored()).toEqual([]);
  });

  test('is for those who keep or hear recordings; everybody else of the desk reads', async () => {
    expect((await auditor.get(here)).text).toContain('There is no recording yet.');
    expect((await auditor.upload(here, { intent: 'upload', place: 'risks', language: 'ar' }, file())).status).toBe(403);
  });

  test('one person uploads, another hears and confirms, and the round offers it with length and size', async () => {
    const sent = await officer.upload(here, { intent: 'upload', place: 'risks', language: 'ar' }, file());
    expect(sent).toMatchObject({ status: 303, location: here });
    const [recording] = await stored();
    const own = await officer.get(here);
    expect(own.text).toContain('1 min 1 s');
    expect(own.text).toContain('Somebody else who speaks the language must hear it.');
    expect(await listen(recording!.id)).toBe(404);
    const confirm = { intent: 'confirm', recording: recording!.id, seen: '1' };
    expect((await translator.post(here, confirm)).status).toBe(303);
    const page = (await get(roundLoader, { lang: 'ar', slug: round.slug })) as { recordings: { id: string }[] };
    expect(page.recordings.map(({ id }) => id)).toEqual([recording!.id]);
    const form = await ask(`/ar/rounds/${round.slug}/respond`);
    expect(form.html).toContain(`href="/ar/rounds/${round.slug}/recordings/${recording!.id}"`);
    expect(form.html).not.toMatch(/<audio|<video|autoplay|preload/);
    expect((await ask(`/en/rounds/${round.slug}/respond`)).html).not.toContain('/recordings/');
  });
});

describe('a recording that is asked for', () => {
  test('comes as a file that no browser shows, whole or in part', async () => {
    const [recording] = await stored();
    const whole = await listen(recording!.id);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/ogg',
      'content-disposition': 'attachment; filename="recording.ogg"',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': String(recording!.byteCount),
      'accept-ranges': 'bytes',
    });
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes).toHaveLength(recording!.byteCount);
    const part = await listen(recording!.id, 'ar', { Range: 'bytes=100-' });
    expect([part.status, part.headers.get('Content-Range')]).toEqual([206, `bytes 100-${bytes.length - 1}/${bytes.length}`]); // prettier-ignore
    expect(Buffer.compare(Buffer.from(await part.arrayBuffer()), bytes.subarray(100))).toBe(0);
    const beyond = await listen(recording!.id, 'ar', { Range: 'bytes=9999999-' });
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, `bytes */${bytes.length}`]);
  });

  test('is not there in another language, another round, or under any other name', async () => {
    const [recording] = await stored();
    expect(await listen(recording!.id, 'en')).toBe(404);
    expect(await listen(round.id)).toBe(404);
    expect(await get(heardLoader, { lang: 'ar', slug: 'nothing', id: recording!.id })).toBe(404);
  });
});

test('whoever records finds the words to read, in each language of the round and no other', async () => {
  const page = await translator.get(`/en/desk/rounds/${round.slug}/script/ar`);
  expect(page.html).toContain('lang="ar" dir="rtl"');
  expect(page.text).toContain(translatorOf('ar', 'rounds')('risk_device'));
  const links = (await translator.get(here)).html;
  for (const language of ['en', 'fr', 'ar']) expect(links).toContain(`/script/${language}"`);
  expect((await translator.get(`/en/desk/rounds/${round.slug}/script/uk`)).status).toBe(404);
});

test('paper for a gathering leads back to the round once it takes no answers', async () => {
  for (const loader of [scriptLoader, sheetLoader]) {
    expect(await get(loader, { lang: 'ar', slug: round.slug })).toMatchObject({ addresses: { site: `http://localhost:3000/ar/rounds/${round.slug}`, onion: null } }); // prettier-ignore
  }
  succeeded(await moveRound(round.chief, round.id, 'close', { unmet: [] }));
  for (const loader of [scriptLoader, sheetLoader])
    expect(await get(loader, { lang: 'ar', slug: round.slug })).toBe(303);
  const page = (await get(roundLoader, { lang: 'ar', slug: round.slug })) as { recordings: unknown[] };
  expect(page.recordings).toEqual([]);
});

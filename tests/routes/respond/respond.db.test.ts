import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupsOf } from '~/participants/return-code.server';
import { openDatabases } from '~/platform/db.server';
import { installRuntime } from '~/platform/runtime.server';
import { moveRound } from '~/rounds/move-commands.server';
import { paths } from '~/routes/paths';
import { query } from '../../support/database';
import { aMission } from '../../support/people';
import { aDraftRound, anOpenRound, succeeded, type OpenRound } from '../../support/rounds';
import { startTestRuntime, type TestRuntime } from '../../support/runtime';
import { ask, codeOn, press, type Page } from './visitor';

const WORDS = 'They came <at night> & took\nthe "bicycle".';
const CODE = /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/;

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;
let english: string;
let question: string;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
  english = paths.respond('en', round.slug);
  question = `q-${round.questions.find(({ kind }) => kind === 'long_text')!.id}`;
});
beforeEach(() => {
  installRuntime(runtime);
  runtime.clock.set('2026-03-02T09:00:00Z');
});
afterAll(() => runtime.close());

const minutesLater = (minutes: number) => runtime.clock.addHours(minutes / 60);
const received = async () =>
  (await query<{ count: number }>(runtime.databaseUrl, 'select count(*)::int from app.submission'))[0]!.count;

/** The check page of a form filled in with `typed`, some minutes after it was asked for. */
async function checked(typed: Record<string, string | string[]> = {}, path = english): Promise<Page> {
  const form = await ask(path);
  minutesLater(5);
  return press(path, form, 'check', { [question]: WORDS, ...typed });
}
async function sent(typed?: Record<string, string | string[]>): Promise<{ check: Page; receipt: Page; code: string }> {
  const check = await checked(typed);
  const receipt = await press(english, check, 'submit');
  return { check, receipt, code: codeOn(receipt) ?? '' };
}

test('the form says what must be known before any field, and starts with the safest answers', async () => {
  const form = await ask(english);
  expect(form.status).toBe(200);
  const firstField = form.html.indexOf('<form');
  for (const words of ['not used for intelligence', 'Courts, lawmakers', 'not an emergency line']) {
    expect(form.html.indexOf(words)).toBeGreaterThan(0);
    expect(form.html.indexOf(words)).toBeLessThan(firstField);
  }
  expect(form.fields.get('tolerance')).toBe('none');
  expect(form.fields.getAll('consent')).toEqual([]);
  expect([form.fields.get('words_shown'), form.fields.get('no_code')]).toEqual([null, null]);
});

test('form, check, send, code, confirm: the whole way, and what is stored', async () => {
  const { check, receipt, code } = await sent({ consent: ['quote', 'publish'], tolerance: 'confidential_only' });
  expect(check.status).toBe(200);
  expect(check.text).toContain('Nothing has been sent');
  expect(check.text).toContain('They came <at night> & took the "bicycle".');
  expect(check.fields.get(question)).toBe(WORDS.replace('\n', '\r\n'));
  expect(receipt.status).toBe(200);
  expect(code).toMatch(CODE);
  // In one place alone: in no link, title, field or address.
  expect(receipt.html.split(code)).toHaveLength(2);
  const [, second = '', , , fifth = ''] = groupsOf(code);
  const confirmed = await press(english, receipt, 'confirm', { second, fifth });
  expect(confirmed.status).toBe(200);
  expect(confirmed.text).toContain('The code is not shown again');
  expect(codeOn(confirmed)).toBeNull();
  const again = await press(english, check, 'submit');
  expect([again.status, codeOn(again)]).toEqual([200, null]);
  expect(again.text).toContain('Already received');
});

test('a consent keeps the language it was read in, which is the page’s, not that of the words', async () => {
  const arabic = paths.respond('ar', round.slug);
  const said = { [question]: 'Ils sont venus la nuit.', language: 'fr', consent: 'quote' };
  const check = await checked(said, arabic);
  const receipt = await press(arabic, check, 'submit');
  expect(codeOn(receipt)).toMatch(CODE);
  const rows = await query<{ words: string; consents: string; versions: string }>(
    runtime.databaseUrl,
    `select distinct s.language as words, c.language as consents, c.text_version as versions
     from app.consent c join app.submission s on s.id = c.submission_id where s.language = 'fr'`,
  );
  expect(rows).toEqual([{ words: 'fr', consents: 'ar', versions: '1/archive' }]);
});

test('a wrong group: 422, a summary that leads to the field, and the code once more', async () => {
  const { receipt, code } = await sent();
  const refused = await press(english, receipt, 'confirm', { second: 'AAAA', fifth: 'AAAA' });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('href="#second"');
  expect(codeOn(refused)).toBe(code);
});

describe('a form that cannot be taken comes back', () => {
  test('with an error beside the field, in the page’s language, and everything typed', async () => {
    const arabic = paths.respond('ar', round.slug);
    const form = await ask(arabic);
    const typed = { [question]: ' ', language: 'other', other_language: 'qqqqqqq', tolerance: 'organisation_public' };
    const refused = await press(arabic, form, 'check', typed);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#other_language"');
    expect(refused.text).toContain('لا نعرف لغة بهذا الاسم');
    expect(refused.fields.get('other_language')).toBe('qqqqqqq');
    expect(refused.fields.get('tolerance')).toBe('organisation_public');
  });

  test('too young: the check page, with everything', async () => {
    const before = await received();
    const form = await ask(english);
    const refused = await press(english, form, 'submit', { [question]: WORDS });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('press “Send” again');
    expect(await received()).toBe(before);
    minutesLater(1);
    expect(codeOn(await press(english, refused, 'submit'))).toMatch(CODE);
  });

  test('older than twelve hours: the check page with a fresh token, good for sending', async () => {
    const check = await checked();
    runtime.clock.addHours(13);
    const stale = await press(english, check, 'submit');
    expect(stale.status).toBe(422);
    expect(stale.fields.get('token')).not.toBe(check.fields.get('token'));
    expect(stale.fields.get(question)).toBe(check.fields.get(question));
    minutesLater(1);
    expect(codeOn(await press(english, stale, 'submit'))).toMatch(CODE);
  });

  test('the round closed meanwhile: neutral words, the text there to be copied, nothing stored', async () => {
    const closing = await anOpenRound(mission);
    const path = paths.respond('en', closing.slug);
    const field = `q-${closing.questions.find(({ kind }) => kind === 'long_text')!.id}`;
    const form = await ask(path);
    minutesLater(5);
    succeeded(await moveRound(closing.officer, closing.id, 'close', { unmet: [] }));
    const before = await received();
    const refused = await press(path, form, 'submit', { [field]: WORDS });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('takes no answers now');
    expect(refused.text).toContain('took the "bicycle"');
    expect(await received()).toBe(before);
    expect((await ask(path)).text).toContain('takes no answers now');
  });
});

test('another language, on every page of the way: filled in as before, and the same code', async () => {
  const french = paths.respond('fr', round.slug);
  const form = await ask(english);
  const inFrench = await press(french, form, null, {
    [question]: WORDS,
    consent: 'quote',
    tolerance: 'confidential_only',
  });
  expect(inFrench.status).toBe(200);
  expect(inFrench.text).toContain('Avant d’écrire');
  expect(inFrench.fields.get(question)).toBe(WORDS.replace('\n', '\r\n'));
  expect(inFrench.fields.get('consent')).toBe('quote');
  expect(inFrench.fields.get('tolerance')).toBe('confidential_only');
  minutesLater(5);
  const check = await press(french, inFrench, 'check');
  const back = await press(english, check, null);
  expect(back.text).toContain('Check before you send');
  const receipt = await press(english, back, 'submit');
  const receiptInFrench = await press(french, receipt, null);
  expect(codeOn(receiptInFrench)).toBe(codeOn(receipt));
  expect(receiptInFrench.text).toContain('Code de retour');
});

test('from the check page back to the form, everything is there', async () => {
  const check = await checked({ consent: ['quote'], words_shown: 'yes', answer_language: 'fr' });
  const form = await press(english, check, 'form');
  expect(form.status).toBe(200);
  for (const [name, value] of Object.entries({
    [question]: WORDS.replace('\n', '\r\n'),
    consent: 'quote',
    words_shown: 'yes',
    answer_language: 'fr',
  }))
    expect(form.fields.get(name)).toBe(value);
});

describe('sent again', () => {
  test('the same: the same code, one record', async () => {
    const before = await received();
    const { check, code } = await sent();
    const again = await press(english, check, 'submit');
    expect([again.status, codeOn(again)]).toEqual([200, code]);
    expect(await received()).toBe(before + 1);
  });

  test('changed: 409 with the text kept; it can be added, once, and the earlier code shown', async () => {
    const { check, code } = await sent();
    const before = await received();
    const conflict = await press(english, check, 'submit', { [question]: 'And they came again.' });
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain('Your earlier version was received');
    expect(conflict.text).toContain('And they came again.');
    expect(codeOn(conflict)).toBeNull();
    const added = await press(english, conflict, 'add');
    expect(added.text).toContain('Your addition was received');
    expect((await press(english, conflict, 'add')).text).toContain('Your addition was received');
    const messages = await query(runtime.databaseUrl, `select kind, direction from app.message`);
    expect(messages).toEqual([{ kind: 'addition', direction: 'in' }]);
    expect(codeOn(await press(english, added, 'code'))).toBe(code);
    expect(await received()).toBe(before);
  });

  test('after it was confirmed or grew old: it can go as something new', async () => {
    const { check } = await sent();
    runtime.clock.addHours(13);
    const already = await press(english, check, 'submit');
    expect([already.status, codeOn(already)]).toEqual([200, null]);
    expect(already.text).toContain('Already received');
    minutesLater(1);
    const before = await received();
    const anew = await press(english, already, 'check');
    expect(codeOn(await press(english, anew, 'submit'))).toMatch(CODE);
    expect(await received()).toBe(before + 1);
  });

  test('without a code: never one, and no other submission', async () => {
    const { check, receipt } = await sent({ no_code: 'yes' });
    expect(receipt.text).toContain('There is no code, as you wished');
    expect(codeOn(receipt)).toBeNull();
    const before = await received();
    expect(codeOn(await press(english, check, 'submit'))).toBeNull();
    expect(codeOn(await press(english, check, 'code'))).toBeNull();
    expect(await received()).toBe(before);
  });
});

describe('what is not a form of ours', () => {
  test('no token, a false one, one of another round: 403', async () => {
    const other = await anOpenRound(mission);
    const check = await checked();
    const foreign = (await ask(paths.respond('en', other.slug))).fields.get('token')!;
    const cut = check.fields.get('token')!.replace(/^..../, 'AAAA').slice(0, -4);
    for (const token of ['', cut, foreign]) expect((await press(english, check, 'submit', { token })).status).toBe(403);
  });

  test('a round that nobody may see, or an address in a language we have not: 404', async () => {
    const draft = await aDraftRound(round.officer, round.programId);
    expect((await ask(paths.respond('en', draft.slug))).status).toBe(404);
    expect((await ask(paths.respond('xx', round.slug))).status).toBe(404);
  });

  test('a token of a key that is gone goes on afresh at the check page', async () => {
    const check = await checked();
    const unknown = Buffer.from(check.fields.get('token')!, 'base64url');
    unknown.writeUInt32BE(1, 0);
    const fresh = await press(english, check, 'submit', { token: unknown.toString('base64url') });
    expect(fresh.status).toBe(422);
    expect(fresh.fields.get(question)).toBe(check.fields.get(question));
    minutesLater(1);
    expect(codeOn(await press(english, fresh, 'submit'))).toMatch(CODE);
  });
});

describe('while we cannot take it: 503, and everything typed is in the page', () => {
  test('the disk is full', async () => {
    const check = await checked();
    installRuntime({ ...runtime, config: { ...runtime.config, dataDir: join(runtime.config.dataDir, 'gone') } });
    const away = await press(english, check, 'submit');
    expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '60']);
    expect(away.fields.get(question)).toBe(check.fields.get(question));
    installRuntime(runtime);
    expect(codeOn(await press(english, away, null))).toMatch(CODE);
  });

  test('the database is away, for the round too', async () => {
    const check = await checked();
    const databases = openDatabases('postgresql://nobody@127.0.0.1:1/none');
    installRuntime({ ...runtime, databases });
    const away = await press(english, check, 'submit');
    expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '60']);
    expect(away.text).toContain('Everything you typed is in this page');
    expect((await ask(english)).status).toBe(503);
    await databases.close();
    installRuntime(runtime);
    expect(codeOn(await press(english, away, null))).toMatch(CODE);
  });
});

test('no script, no cookie, and light enough for 2G', async () => {
  const { check, receipt } = await sent();
  for (const page of [await ask(english), check, receipt]) {
    expect(page.html).not.toMatch(/<script|javascript:|\son\w+=/i);
    expect(page.headers.get('Set-Cookie')).toBeNull();
    expect(page.html.length).toBeLessThan(60_000);
  }
});

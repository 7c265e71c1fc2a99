import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, codeIn, encoded, formsOf, post, type Reply } from '../support/http-site';
import {
  comeBack,
  filledWith,
  formTo,
  openForm,
  press,
  ripen,
  visit,
  type OpenForm,
} from '../support/participant-client';
import { siteDatabase, type SiteDatabase } from '../support/site-database';
import { itemsOf } from '../support/site-objects';
import { as } from '../support/site-staff';
import type { StaffClient } from '../support/staff-client';

const origin = inject('origin');
const SLUG = 'complaints-listening';

/** What people, keyboards and attackers send; as it stands in the body of a form. */
const RAW: Record<string, string> = {
  'a lone high surrogate': '%ED%A0%80',
  'a lone low surrogate': 'a%ED%B0%80b',
  'bytes that are no UTF-8': '%FF%FE%C0%AF%80',
  'an overlong slash': '%C0%AF%E0%80%AF',
  'a percent sign that begins nothing': '100%25%zz%',
  NUL: 'be%00fore',
  'all control characters': Array.from({ length: 32 }, (_, code) => `%${code.toString(16).padStart(2, '0')}`).join(''),
};
const TEXTS: Record<string, string> = {
  'right-to-left overrides': '\u202Eesrever \u2066isolated\u2069 \u202Dforced\u202C',
  '4,000 astral characters': '𞤀'.repeat(4_000),
  'zero-width characters': 'a\u200Bb\u200Cc\u200Dd\uFEFFe\u2060f',
  'a flood of combining marks': `z${'\u0300\u0489\u20DD'.repeat(600)}`,
  'letters taken apart': 'Café déjà vu, Ngũgĩ, Việt'.normalize('NFD'),
  'families of emoji': '👨‍👩‍👧‍👦🏳️‍🌈'.repeat(50),
  'private and unassigned characters': '\uE000\u{10FFFF}\uFFFF\u0378',
  markup: `<script>alert(1)</script>"'></textarea><!--{{=}}\${x}%00&lt;&#0;`,
  'Syriac, N’Ko, Adlam, Burmese': 'ܫܠܡܐ ߒߞߏ 𞤀𞤣𞤤𞤢𞤥 မြန်မာ အမေး',
  'line ends of all kinds': 'one\r\ntwo\rthree\u2028four\u2029five\u0085six',
  'an Arabic tatweel and marks': 'مـــــرحـــبا بِكُمْ ۞',
};

/** A body as a browser sends it, with one field's value in bytes of its own. */
function sendRaw(
  path: string,
  fields: Record<string, string | readonly string[]>,
  odd: Record<string, string>,
  headers = {},
) {
  const clean = Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in odd)));
  const body = [
    encoded(clean),
    ...Object.entries(odd).map(([name, value]) => `${encodeURIComponent(name)}=${value}`),
  ].join('&');
  return ask(origin, path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(Buffer.byteLength(body)),
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body,
  });
}

function isPage({ status, headers, body }: Reply): void {
  expect([200, 303, 403, 409, 422, 429]).toContain(status);
  expect(String(headers['content-type'] ?? 'text/html')).toContain('text/html');
  expect(body).not.toMatch(/<script>|at .+\.(js|ts):\d/);
}

const rawAndTexts = [
  ...Object.entries(RAW),
  ...Object.entries(TEXTS).map(([what, text]) => [what, encodeURIComponent(text)] as const),
];

describe('respond', () => {
  let form: OpenForm;
  beforeAll(async () => void (form = await openForm(origin, 'en', SLUG)));

  test.each(rawAndTexts)('%s in every field: a page, never a fault', async (_what, value) => {
    for (const name of [
      ...Object.keys(form.fields),
      'consent',
      'org_type',
      'no_code',
      'second',
      'fifth',
      'unheard_of',
    ]) {
      for (const step of ['check', 'form', 'confirm']) {
        isPage(await sendRaw(form.path, { ...filledWith(form, 'x'), step }, { [name]: value }));
      }
    }
  });

  const names = [
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'a[b][c]',
    'a[__proto__][b]',
    'q-',
    '',
    'then',
  ];
  test.each(names)('a field named "%s", once and twice', async (name) => {
    isPage(await sendRaw(form.path, filledWith(form, 'x'), { [`${name}`]: 'x' }));
    isPage(await sendRaw(form.path, filledWith(form, 'x'), { [`${name}`]: `x&${encodeURIComponent(name)}=y` }));
  });

  test('a hundred fields of one name, and ten thousand of as many', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, 'x']));
    isPage(
      await press(origin, form.path, { ...filledWith(form, 'x'), language: Array<string>(100).fill('en') }, 'check'),
    );
    isPage(await press(origin, form.path, { ...filledWith(form, 'x'), ...many }, 'check'));
  });
});

/** The sender's words as they come back by the code, the desk's as its item page shows them. */
const shownIn = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** What is promised of words: as typed, but for line ends, control characters and spaces at the ends. */
const kept = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim()
    .normalize('NFC');

describe('what is accepted', () => {
  let officer: StaffClient;
  let database: SiteDatabase;
  beforeAll(async () => {
    officer = await as('consultation_officer');
    database = await siteDatabase();
  });
  afterAll(() => database.close());

  test.each(Object.entries(TEXTS))('%s reads back the same, by the code and at the desk', async (_what, text) => {
    const form = await openForm(origin, 'en', SLUG);
    const [first = ''] = form.words;
    const filled = { ...form.fields, [first]: text, words_shown: 'yes', language: 'en' };
    const checked = await press(origin, form.path, filled, 'check');
    expect(checked.status).toBe(200);
    const { fields } = formTo(checked, form.path);
    await ripen(form);
    const reply = await press(origin, form.path, fields, 'submit');
    const code = codeIn(reply.body) ?? '';
    expect(code).not.toBe('');
    const words = await visit(origin, 'en', await comeBack(origin, 'en', code), { intent: 'words' });
    expect(shownIn(words.body).replaceAll('\r\n', '\n').normalize('NFC')).toContain(kept(text));
    const [item] = await itemsOf(database, code);
    expect(shownIn((await officer.get(`/en/desk/items/${item}`)).body).normalize('NFC')).toContain(kept(text));
  });
});

describe('sign-in and search', () => {
  test.each(rawAndTexts)('%s in every field: a page, never a fault', async (_what, value) => {
    const page = await ask(origin, '/en/sign-in');
    const { fields } = formTo(page, '/en/sign-in');
    for (const name of ['email', 'next', 'ticket', 'token', 'password', 'code']) {
      const whole = {
        ...fields,
        email: `${Math.random()}@x.example`,
        password: 'x',
        ...(name === 'code' && { ticket: 'x' }),
      };
      isPage(await sendRaw('/en/sign-in', whole, { [name]: value }));
    }
    const officer = await as('consultation_officer');
    const search = formsOf((await officer.get('/en/desk/search')).body).find(
      ({ fields }) => !('intent' in fields) && 'token' in fields && Object.keys(fields).length > 1,
    );
    expect(search).toBeDefined();
    for (const name of Object.keys(search?.fields ?? {})) {
      isPage(await sendRaw('/en/desk/search', search?.fields ?? {}, { [name]: value }, { Cookie: officer.cookie }));
    }
  });

  test.each(rawAndTexts)('%s in addresses and queries: refused or a page, never a fault', async (_what, value) => {
    const { cookie } = await as('consultation_officer');
    const short = value.slice(0, 900).replace(/%.?$/, '');
    for (const target of [
      `/en/rounds/${short}`,
      `/en/answers/${short}`,
      `/${short}`,
      `/en/desk/items?q=${short}`,
      `/en/desk/items/${short}`,
      `/en/invitation/${short}`,
    ]) {
      const { status } = await ask(origin, target, { headers: { Cookie: cookie } });
      expect([200, 303, 400, 403, 404, 422], target).toContain(status);
    }
  });

  test('a return code in any script opens nothing by accident', async () => {
    const { fields } = formTo(await ask(origin, '/en/return'), '/en/return');
    for (const code of [...Object.values(TEXTS), '٠١٢٣'.repeat(7), '0'.repeat(28), 'OIL'.repeat(9)]) {
      expect((await post(origin, '/en/return', { ...fields, code })).status).toBe(422);
    }
  });
});

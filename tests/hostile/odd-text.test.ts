import { beforeAll, describe, expect, inject, test } from 'vitest';
import { RAW, TEXTS } from '../support/odd-texts';
import { ask, encoded, formsOf, post, type Reply } from '../support/http-site';
import { filledWith, formTo, openForm, press, type OpenForm } from '../support/participant-client';
import { as } from '../support/site-staff';

const origin = inject('origin');
const SLUG = 'complaints-listening';

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

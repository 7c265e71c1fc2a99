import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPath, CLEAR, ONION, post, problem } from './gate-requests';

describe('where a change comes from', () => {
  test('neither Origin nor Sec-Fetch-Site: refused, whatever else is sent', () => {
    fc.assert(
      fc.property(anyPath, fc.nat(1_000_000), fc.string(), (path, length, type) => {
        const headers = { origin: undefined, 'content-length': String(length), 'content-type': type };
        expect(post(path, headers)).toEqual({ pass: false, status: 403, problem: 'gate.origin_missing' });
      }),
    );
  });

  test('a foreign or garbled origin is refused, also when the site is said to be the same', () => {
    const origins = fc.oneof(
      fc.webUrl(),
      fc.string().filter((text) => text !== 'null'),
      fc.constantFrom(
        'http://voices.example.org',
        `${CLEAR}/`,
        `${CLEAR}, ${CLEAR}`,
        `${CLEAR}:443`,
        'NULL',
        ONION,
        'null, null',
      ),
    );
    fc.assert(
      fc.property(origins, fc.constantFrom('same-origin', undefined), (origin, site) => {
        expect(problem(post('/en/rounds/x/respond', { origin, 'sec-fetch-site': site }))).toBe('gate.origin_foreign');
      }),
    );
  });

  test('another site is refused first, also with our origin', () => {
    for (const site of ['cross-site', 'same-site', 'same-origin, cross-site', 'anything', '']) {
      expect(problem(post('/en/return', { 'sec-fetch-site': site }))).toBe('gate.site_foreign');
    }
  });

  test('either header alone is enough; both are best', () => {
    expect(post('/en/return').pass).toBe(true);
    expect(post('/en/return', { origin: undefined, 'sec-fetch-site': 'same-origin' }).pass).toBe(true);
    expect(post('/en/return', { 'sec-fetch-site': 'same-origin' }).pass).toBe(true);
  });

  test('a null origin needs the other header on return pages, however they are spelt', () => {
    for (const path of ['/en/return', '/EN/Return/', '/ar/%72eturn', '/en/return/withdraw']) {
      expect(problem(post(path, { origin: 'null' }))).toBe('gate.origin_null');
      expect(post(path, { origin: 'null', 'sec-fetch-site': 'same-origin' }).pass).toBe(true);
    }
    expect(post('/en/rounds/x/respond', { origin: 'null' })).toMatchObject({ pass: true, strip: ['origin'] });
  });
});

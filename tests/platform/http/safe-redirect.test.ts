import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeRedirectTarget } from '~/platform/http/safe-redirect';

describe('where a redirect may lead', () => {
  test('paths of this site stay as they are', () => {
    for (const target of ['/', '/en', '/en/desk?state=open&q=a%20b', '/en/record#how']) {
      expect(safeRedirectTarget(target)).toBe(target);
    }
  });

  test.each([
    '',
    'en',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/a\\b',
    'https://evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/x/..//evil.example',
    ' /en',
    null,
    undefined,
    1,
    ['/en'],
  ])('%j leads nowhere', (value) => {
    expect(safeRedirectTarget(value)).toBeNull();
  });

  test('whatever is given, the result stays on the site that sends it, and fits a header', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom('/', '\\', '.', '..', '@', ':', 'evil.example', '\t', '%2f', 'ش', '?', '#'),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const target = safeRedirectTarget(`/${parts.join('')}`);
        if (target === null) return;
        expect(target).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(new URL(target, 'https://voices.example.org/a/b').origin).toBe('https://voices.example.org');
      }),
    );
  });
});

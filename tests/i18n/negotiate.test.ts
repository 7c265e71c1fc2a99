import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestLanguage } from '~/i18n/negotiate';
import { switchLanguage } from '~/i18n/paths-language';

const offered = ['en', 'fr', 'ar', 'en-xa', 'ar-xb'];

describe('the best language', () => {
  test.each([
    ['fr-TD,fr;q=0.9,en;q=0.8', 'fr'],
    ['ha, ar;q=0.7, en;q=0.3', 'ar'],
    ['en;q=0.1, ar-SY;q=0.9', 'ar'],
    ['en-GB', 'en'],
    ['AR', 'ar'],
    ['ar-XB', 'ar-xb'],
    ['fr;q=0, *', 'en'],
    ['sw', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [null, 'en'],
    [';;;q=,,fr;q=7', 'en'],
  ])('for %s is %s', (header, best) => expect(bestLanguage(header, offered)).toBe(best));

  test('Dari readers with a phone in Persian get Dari', () => {
    expect(bestLanguage('fa-IR', ['en', 'fa-af'])).toBe('fa-af');
    expect(bestLanguage('prs', ['en', 'fa-af'])).toBe('fa-af');
    expect(bestLanguage('sw', ['fr', 'ar'])).toBe('fr');
  });

  test('is always one of those offered, and quickly', () => {
    fc.assert(fc.property(fc.string({ maxLength: 3000 }), (header) => offered.includes(bestLanguage(header, offered))));
  });
});

describe('the same page in another language', () => {
  test.each([
    ['/fr/rounds/kanem?state=open#top', 'ar', '/ar/rounds/kanem?state=open#top'],
    ['/fr', 'fa-AF', '/fa-af'],
    ['/fr?page=2', 'en', '/en?page=2'],
    ['/fa-af/safety', 'en-XA', '/en-xa/safety'],
    ['/', 'fr', '/fr'],
    ['', 'fr', '/fr'],
    ['//evil.example/x', 'fr', '/fr'],
    ['https://evil.example/', 'fr', '/fr'],
    ['/\\evil.example', 'fr', '/fr'],
  ])('%s in %s is %s', (path, lang, switched) => expect(switchLanguage(path, lang)).toBe(switched));

  test('there and back again is the same page, and never another site', () => {
    const paths = fc.array(fc.webSegment()).map((segments) => ['/en', ...segments].join('/'));
    fc.assert(fc.property(paths, (path) => switchLanguage(switchLanguage(path, 'ar'), 'en') === path));
    fc.assert(fc.property(fc.string(), (path) => /^\/ar([/?#]|$)/.test(switchLanguage(path, 'ar'))));
  });
});

import type { RouteConfigEntry } from '@remix-run/route-config';
import { describe, expect, test } from 'vitest';
import { matchesPath, patternOf } from '~/platform/http/path-pattern';
import { COMPRESSIBLE_PATHS, COOKIELESS_PATHS, ROUTE_PATTERNS, STAFF_PATHS } from '~/platform/http/site-areas';
import routes from '~/routes';

/** The paths of the route list, with something in the place of each parameter. */
async function sitePaths(): Promise<string[]> {
  const walk = (entries: readonly RouteConfigEntry[], above: string): string[] =>
    entries.flatMap(({ children = [], path = '' }) => {
      const here = path === '' ? above : `${above}/${path}`;
      return children.length > 0 ? walk(children, here) : [here];
    });
  return walk(await routes, '').map((path) =>
    path === '' ? '/' : path.replace(/:\w+/g, 'canary').replace(/\*$/, 'canary'),
  );
}

describe('the areas of the site', () => {
  test('every page has a pattern that the log may name, without what stands in its place', async () => {
    const paths = await sitePaths();
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      expect(patternOf(ROUTE_PATTERNS, path), path).not.toBe('other');
      expect(patternOf(ROUTE_PATTERNS, path)).not.toContain('canary');
    }
  });

  test('no staff page is public: not compressed, not without its cookie', async () => {
    const staff = (await sitePaths()).filter((path) => STAFF_PATHS.some((pattern) => matchesPath(pattern, path)));
    expect(staff.length).toBeGreaterThan(5);
    for (const path of staff) {
      const open = [...COMPRESSIBLE_PATHS, ...COOKIELESS_PATHS].filter((pattern) => matchesPath(pattern, path));
      expect(open, path).toEqual([]);
    }
  });

  test('a pattern matches whole segments, and an open end also nothing', () => {
    expect(matchesPath('/:lang/return/*', '/en/return')).toBe(true);
    expect(matchesPath('/:lang/return/*', '/en/return/message/1')).toBe(true);
    expect(matchesPath('/:lang/return/*', '/en/returned')).toBe(false);
    expect(matchesPath('/:lang/rounds/:slug', '/en/rounds')).toBe(false);
    expect(matchesPath('/', '/')).toBe(true);
    expect(matchesPath('/', '/en')).toBe(false);
  });
});

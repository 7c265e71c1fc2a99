import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files';

const files = sourceFiles('app');
const withoutComments = (text: string) => text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');

describe('one door for writes', () => {
  it('only the ground opens a writing transaction', () => {
    const opens = files.filter(({ text }) => text.includes('$transaction(')).map(({ path }) => path);
    expect(opens.sort()).toEqual(['app/platform/db.server.ts', 'app/record/record-change.server.ts']);
  });

  it('whoever holds a pool is known', () => {
    const allowed =
      /^app\/(auth\/|platform\/|record\/|commands\/|[a-z.]+\.ts$|participants\/.*\.server\.ts|reports\/.*-store\.server\.ts|missions\/.*-store\.server\.ts|news\/.*\.server\.ts|vault\/vault-reading\.server\.ts|.*-commands\.server\.ts)/;
    const holders = files.filter(({ text }) => /databases\b/.test(withoutComments(text))).map(({ path }) => path);
    expect(holders.filter((path) => !allowed.test(path))).toEqual([]);
  });

  it('pages do not import the record', () => {
    const pages = files.filter(({ path }) => path.startsWith('app/routes/'));
    const through = pages.filter(({ imports }) => imports.some((name) => name.startsWith('app/record/record-')));
    expect(through.map(({ path }) => path)).toEqual([]);
  });

  it('only stores and the ground name the database client', () => {
    const named = files.filter(
      ({ path, text }) =>
        /\b(tx|db)\.\w+\.(create|update|delete|upsert)/.test(text) &&
        !/(-store|-writes|-commands)\.server\.ts$/.test(path),
    );
    expect(named.map(({ path }) => path).filter((path) => !/^app\/(record|auth|platform)\//.test(path))).toEqual([]);
  });

  it('no page carries a script, an inline style or raw HTML', () => {
    // The opener is no page: it is built as a file of its own and never served as one.
    const pages = files.filter(({ path }) => path !== 'app/build-opener.ts');
    const bad = pages.filter(({ text }) =>
      /<Scripts|<script|dangerouslySetInnerHTML|style=\{/.test(withoutComments(text)),
    );
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  it('no link is built from what a request says of its host', () => {
    const pages = files.filter(
      ({ path, text }) =>
        !path.startsWith('app/platform/http/') && /url\.origin|url\.host\b|request\.url\s*\)\.(origin|host)/.test(text),
    );
    expect(pages.map(({ path }) => path)).toEqual([]);
  });
});

import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { precompress } from '~/platform/http/assets.server';
import { loopbackSite, type LoopbackSite } from './raw-http';

const CSS = 'a { color: #005ea2; }\n'.repeat(200);
const dir = mkdtempSync(join(tmpdir(), 'assets-'));
let site: LoopbackSite;
let written: string[];

beforeAll(async () => {
  mkdirSync(join(dir, 'sub'));
  writeFileSync(join(dir, 'root-1.css'), CSS);
  writeFileSync(join(dir, 'sub', 'small.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(dir, 'photo.png'), Buffer.alloc(4_000));
  writeFileSync(join(dir, '.hidden'), 'canary');
  written = await precompress(dir);
  site = await loopbackSite([(_req, res) => void res.status(418).send('the site')], { assetsDir: dir });
});
afterAll(async () => {
  await site.close();
  rmSync(dir, { recursive: true });
});

describe('the build’s files', () => {
  test('only text that gets smaller has a copy, and a second run writes nothing', async () => {
    expect(written).toEqual(['root-1.css.br']);
    expect(await precompress(dir)).toEqual([]);
  });

  test('a reader who accepts brotli gets the copy, under the type of the original', async () => {
    const reply = await site.get('/assets/root-1.css', { 'Accept-Encoding': 'gzip, br' });
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringContaining('text/css'),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(reply.bytes).toString()).toBe(CSS);
    expect(reply.bytes.length).toBeLessThan(200);
  });

  test('every other reader gets the file itself', async () => {
    for (const accepted of ['gzip', 'br;q=0', '']) {
      const reply = await site.get('/assets/root-1.css', { 'Accept-Encoding': accepted });
      expect(reply.headers).not.toHaveProperty('content-encoding');
      expect(reply.headers['vary']).toBe('Accept-Encoding');
      expect(reply.body).toBe(CSS);
    }
    expect((await site.get('/assets/photo.png', { 'Accept-Encoding': 'br' })).bytes.length).toBe(4_000);
  });

  test('what is not there never reaches the site, and is kept by no browser', async () => {
    for (const target of [
      '/assets/none.css',
      '/assets/sub',
      '/assets/sub/',
      '/assets/.hidden',
      '/assets/root-1.css.br',
      '/assets',
    ]) {
      const reply = await site.get(target, { 'Accept-Encoding': 'br' });
      expect(reply.status, target).toBe(404);
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers).not.toHaveProperty('content-encoding');
      expect(reply.body).not.toContain('canary');
    }
  });
});

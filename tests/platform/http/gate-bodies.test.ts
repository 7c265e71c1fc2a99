import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bearsAllHeaders, broken, echo, form, framework, whole } from './echo-site';
import { chunk, loopbackSite, type LoopbackSite } from './raw-http';

let site: LoopbackSite;

beforeAll(async () => {
  site = await loopbackSite([echo, framework]);
});
afterAll(() => site.close());
beforeEach(() => {
  whole.length = 0;
  broken.length = 0;
});

describe('bodies', () => {
  test('a form within the limit arrives whole, with or without a declared length', async () => {
    const body = `text=${'a'.repeat(60_000)}`;
    await site.send(form(site, '/en/sign-in', { 'Content-Length': String(body.length) }), body);
    const reply = await site.send(
      form(site, '/en/sign-in', { 'Transfer-Encoding': 'chunked' }),
      chunk(body),
      '0\r\n\r\n',
    );
    expect(reply.status).toBe(200);
    expect(whole).toEqual([body, body]);
  });

  test('a declared length above the limit is refused before the body, with a page', async () => {
    const reply = await site.send(form(site, '/fr/sign-in', { 'Content-Length': '65537' }));
    expect(reply.status).toBe(413);
    expect(reply.body).toContain('lang="fr"');
    bearsAllHeaders(reply);
    expect(whole).toEqual([]);
  });

  test('a chunked body that outgrows its limit is cut with 413, and is never taken for a whole one', async () => {
    const reply = await site.send(
      form(site, '/en/sign-in', { 'Transfer-Encoding': 'chunked' }),
      chunk('a'.repeat(40_000)) + chunk('b'.repeat(25_537)) + '0\r\n\r\n',
    );
    expect(reply.status).toBe(413);
    expect(reply.body).toContain('too large');
    bearsAllHeaders(reply);
    expect(whole).toEqual([]);
    expect(broken).toEqual(['BodyTooLarge']);
  });

  test('the framework runs no action on a body that was cut', async () => {
    const good = await site.send(
      form(site, '/framework', { 'Transfer-Encoding': 'chunked' }),
      chunk('a=b'),
      '0\r\n\r\n',
    );
    expect(good.status).toBe(200);
    expect(whole).toEqual(['a=b']);
    const reply = await site.send(
      form(site, '/framework', { 'Transfer-Encoding': 'chunked' }),
      chunk('a'.repeat(65_537)) + '0\r\n\r\n',
    );
    expect(reply.status).toBe(413);
    expect(whole).toEqual(['a=b']);
  });

  test('not even a reader that listens for no error sees the end of a body that was cut', async () => {
    const sent = chunk('a'.repeat(65_537)) + '0\r\n\r\n';
    expect((await site.send(form(site, '/naive', { 'Transfer-Encoding': 'chunked' }), sent)).status).toBe(413);
    expect(
      (await site.send(form(site, '/naive', { 'Transfer-Encoding': 'chunked' }), chunk('a=b'), '0\r\n\r\n')).status,
    ).toBe(200);
    expect(whole).toEqual(['a=b']);
  });

  test('an endless body gets its answer while it still comes', async () => {
    const many = Array.from({ length: 20 }, () => chunk('a'.repeat(32_768)));
    expect((await site.send(form(site, '/en/sign-in', { 'Transfer-Encoding': 'chunked' }), ...many)).status).toBe(413);
    expect(
      (await site.send(form(site, '/en/rounds/x/respond', { 'Transfer-Encoding': 'chunked' }), ...many)).status,
    ).toBe(413);
  });

  test('long-text forms take 512 KiB', async () => {
    const body = 'a'.repeat(512 * 1024);
    const reply = await site.send(
      form(site, '/en/return/message', { 'Transfer-Encoding': 'chunked' }),
      chunk(body),
      '0\r\n\r\n',
    );
    expect(reply.status).toBe(200);
    expect(whole[0]?.length).toBe(body.length);
  });

  test('length and chunks at once do not parse', async () => {
    const reply = await site.send(
      form(site, '/en/sign-in', { 'Content-Length': '3', 'Transfer-Encoding': 'chunked' }),
      '0\r\n\r\n',
    );
    expect(reply.status).toBe(400);
    bearsAllHeaders(reply);
    expect(whole).toEqual([]);
  });
});

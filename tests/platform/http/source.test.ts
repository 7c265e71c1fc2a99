import type { Request, Response } from 'express';
import { describe, expect, test } from 'vitest';
import { markSource, networkOf, SOURCE_HEADER } from '~/platform/http/source.server';

/** The mark that a request from `address` bears, with what it forwards. */
function markOf(mark: ReturnType<typeof markSource>, address: string, headers: Record<string, string> = {}) {
  const req = { headers: { ...headers }, socket: { remoteAddress: address } } as unknown as Request;
  mark(req, {} as Response, () => undefined);
  return req.headers[SOURCE_HEADER];
}

describe('the mark of a network', () => {
  test('is one for a household, another for the next', () => {
    const mark = markSource([]);
    expect(markOf(mark, '203.0.113.7')).toBe(markOf(mark, '::ffff:203.0.113.200'));
    expect(markOf(mark, '203.0.113.7')).not.toBe(markOf(mark, '203.0.114.7'));
    expect(networkOf('2001:db8:1:2ff::1')).toBe(networkOf('2001:db8:1:201::9'));
  });

  test('is no address and no hash that another process could make', () => {
    const made = markOf(markSource([]), '203.0.113.7');
    expect(made).toMatch(/^[\w-]{22}$/);
    expect(made).not.toBe(markOf(markSource([]), '203.0.113.7'));
  });

  test.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1', ''])('is none for %j', (address) => {
    expect(markOf(markSource([]), address, { [SOURCE_HEADER]: 'forged' })).toBeUndefined();
  });

  test('comes from the proxy’s word where one is configured, from its last entry', () => {
    const mark = markSource(['127.0.0.1']);
    const forwarded = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
    expect(markOf(mark, '127.0.0.1', forwarded)).toBe(markOf(mark, '203.0.113.1'));
    expect(markOf(mark, '127.0.0.1')).toBeUndefined();
  });
});

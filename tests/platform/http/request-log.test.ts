import { describe, expect, test } from 'vitest';
import { requestLog } from '~/platform/http/request-log.server';
import { createLog } from '~/platform/log.server';
import { loopbackSite, type LoopbackSite } from './raw-http';
import type { RequestHandler } from 'express';
import { EventEmitter } from 'node:events';

const CANARIES = /canary|203\.0\.113|secret-agent|someone|127\.0\.0\.1|Gecko/i;

async function sitesLog(visit: (site: LoopbackSite) => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const log = createLog({ destination: { write: (line) => void lines.push(line) }, strict: true });
  const failing: RequestHandler = (req, res) => {
    if (req.path.endsWith('fails')) throw new Error('canary of someone');
    res.send('page');
  };
  const site = await loopbackSite([failing], { log });
  await visit(site);
  await site.close();
  expect(lines.join('')).not.toMatch(CANARIES);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Runs the middleware alone: one request after another at the given instants. */
function visitAt(instants: string[], target: string): string[] {
  const lines: string[] = [];
  let now = new Date(instants[0]!);
  const log = createLog({ destination: { write: (line) => void lines.push(line) }, strict: true, now: () => now });
  const counters = requestLog({ log, now: () => now });
  for (const instant of instants) {
    now = new Date(instant);
    const res = Object.assign(new EventEmitter(), { statusCode: 200, locals: {} });
    counters({ originalUrl: target } as never, res as never, () => undefined);
    res.emit('close');
  }
  counters.stop();
  return lines;
}

describe('what is logged of requests', () => {
  test('a participant leaves no line: neither address, agent, query, body, slug nor account', async () => {
    const sent = { 'User-Agent': 'secret-agent Gecko', 'X-Forwarded-For': '203.0.113.9', Cookie: 'canary=1' };
    const lines = await sitesLog(async (site) => {
      for (const target of [
        '/en/rounds/canary-slug?q=canary',
        '/ar/return?code=canary',
        '/en/organisation/canary',
        '/canary/%zz',
      ]) {
        await site.get(target, sent);
      }
    });
    expect(lines.map(({ event, counts }) => ({ event, counts }))).toEqual([
      {
        event: 'requests',
        counts: {
          '/:lang/organisation/* 2xx': 1,
          '/:lang/return/* 2xx': 1,
          '/:lang/rounds/:slug 2xx': 1,
          'other 4xx': 1,
        },
      },
    ]);
  });

  test('a staff request has a line with its pattern, classes and a random id, and nothing else', async () => {
    const lines = await sitesLog((site) =>
      site.get('/en/desk/items/canary-1234?filter=canary', { 'User-Agent': 'Gecko' }),
    );
    expect(lines.map(({ event }) => event)).toEqual(['request', 'requests']);
    expect(lines[0]).toEqual({
      level: 'info',
      hour: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\dZ$/),
      event: 'request',
      route: '/:lang/desk/items/*',
      status: '2xx',
      duration: 'under_100ms',
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  test('an error on a participant page is logged by class, id and place, not by what it says', async () => {
    const lines = await sitesLog((site) => site.get('/en/rounds/canary-fails'));
    expect(lines.map(({ event }) => event)).toEqual(['error', 'requests']);
    expect(lines[0]).toMatchObject({ event: 'error', error: 'Error', id: expect.any(String) });
    expect(lines[0]!['frames']).toContainEqual(
      expect.stringMatching(/^tests\/platform\/http\/request-log\.test\.ts:\d+$/),
    );
  });

  test('counters come as one line an hour, under the hour they counted', () => {
    const lines = visitAt(
      ['2026-01-15T10:01:00Z', '2026-01-15T10:59:59Z', '2026-01-15T12:00:00Z'],
      '/en/rounds/canary/respond',
    );
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { event: 'requests', counted: '2026-01-15T10Z', counts: { '/:lang/rounds/:slug/respond 2xx': 2 } },
      { event: 'requests', counted: '2026-01-15T12Z', counts: { '/:lang/rounds/:slug/respond 2xx': 1 } },
    ]);
    expect(lines.join('')).not.toMatch(/canary|:59|:01/);
  });
});

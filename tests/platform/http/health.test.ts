import { describe, expect, test } from 'vitest';
import { readyz, type HealthCheck } from '~/platform/http/health.server';
import { loopbackSite } from './raw-http';

async function ready(checks: HealthCheck[]) {
  const site = await loopbackSite([], { checks });
  const reply = await site.get('/readyz');
  await site.close();
  return { status: reply.status, body: JSON.parse(reply.body) as unknown };
}

const yes: HealthCheck = { name: 'database', check: () => Promise.resolve(true) };

describe('health', () => {
  test('the process answers for itself, whatever else is wrong', async () => {
    const site = await loopbackSite([], { checks: [{ name: 'database', check: () => Promise.resolve(false) }] });
    const reply = await site.get('/healthz');
    await site.close();
    expect([reply.status, reply.body]).toEqual([200, '{"ok":true}']);
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  test('ready when every check says yes', async () => {
    expect(await ready([yes])).toEqual({ status: 200, body: { ok: true, checks: { database: true } } });
    expect((await ready([])).status).toBe(200);
  });

  test('a no, a rejection and a throw all count as no, and tell no cause', async () => {
    const failing: HealthCheck[] = [
      { name: 'disk', check: () => Promise.resolve(false) },
      { name: 'keys', check: () => Promise.reject(new Error('canary')) },
      {
        name: 'log',
        check: () => {
          throw new Error('canary');
        },
      },
    ];
    expect(await ready([yes, ...failing])).toEqual({
      status: 503,
      body: { ok: false, checks: { database: true, disk: false, keys: false, log: false } },
    });
  });

  test('a check that hangs is a no after its limit', async () => {
    const hanging: HealthCheck = { name: 'database', check: () => new Promise(() => undefined) };
    const body = await new Promise<string>((resolve, reject) => {
      const res = { setHeader: () => undefined, end: resolve, statusCode: 0 };
      readyz([hanging, yes], 20)({} as never, res as never, reject);
    });
    expect(JSON.parse(body)).toMatchObject({ ok: false });
  });
});

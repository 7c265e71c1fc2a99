import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFront, type Front } from '~/platform/http/front.server';
import { createFrontServer } from '~/platform/http/listener.server';
import { markSource, SOURCE_HEADER } from '~/platform/http/source.server';
import { ask, post } from '../../support/http-site';
import { silentLog } from './raw-http';

const ONION = 'http://abcdefghijklmnop.onion';

let front: Front;
let servers: Server[];
let clear: string;
let onion: string;

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));

/** Both listeners as the program opens them, on loopback: Tor would speak to the second one. */
beforeAll(async () => {
  const config = {
    origin: 'https://voices.example.org',
    onionOrigin: ONION,
    onionPort: 0,
    trustedProxies: [],
    port: 0,
  };
  front = createFront({
    config,
    checks: [],
    log: silentLog,
    site: [
      markSource([]),
      (req, res) => {
        res.setHeader('Content-Type', 'text/html; charset=utf-8');
        res.end(`mark:${String(req.headers[SOURCE_HEADER])}`);
      },
    ],
  });
  servers = [createFrontServer(front.app), createFrontServer(front.app)];
  for (const server of servers) await listen(server);
  [clear, onion] = servers.map((server) => `http://localhost:${portOf(server)}`) as [string, string];
  config.onionPort = portOf(servers[1]!);
});

afterAll(async () => {
  front.requests.stop();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const CLEAR_HOST = { Host: 'voices.example.org' };
const ONION_HOST = { Host: 'abcdefghijklmnop.onion' };

describe('two listeners', () => {
  test('each answers for its own host alone', async () => {
    expect((await ask(clear, '/en', { headers: CLEAR_HOST })).status).toBe(200);
    expect((await ask(onion, '/en', { headers: ONION_HOST })).status).toBe(200);
    expect((await ask(clear, '/en', { headers: ONION_HOST })).status).toBe(421);
    expect((await ask(onion, '/en', { headers: CLEAR_HOST })).status).toBe(421);
    expect((await ask(onion, '/en', { headers: { ...ONION_HOST, 'X-Forwarded-Host': 'voices.example.org' } })).status).toBe(200); // prettier-ignore
  });

  test('a form of the one address is no form of the other', async () => {
    const fields = { text: 'x' };
    const sent = (Origin: string) => post(onion, '/en/return', fields, { ...ONION_HOST, Origin });
    expect((await sent(ONION)).status).toBe(200);
    expect((await sent('https://voices.example.org')).status).toBe(403);
  });

  test('the clearnet page names the onion address without its query, and wants https', async () => {
    const { headers } = await ask(clear, '/en/rounds?state=open&x=canary', { headers: CLEAR_HOST });
    expect(headers['onion-location']).toBe(`${ONION}/en/rounds`);
    expect(headers['strict-transport-security']).toBe('max-age=63072000');
  });

  test('staff pages name no other address: the session would be left behind', async () => {
    for (const path of ['/en/desk', '/en/sign-in', '/en/admin/accounts', '/en/invitation/x']) {
      expect((await ask(clear, path, { headers: CLEAR_HOST })).headers, path).not.toHaveProperty('onion-location');
    }
  });

  test('the onion says nothing of https or of another address, on pages and on refusals', async () => {
    for (const path of ['/en', '/en/return', '/%zz', '/__manifest']) {
      const reply = await ask(onion, path, { headers: ONION_HOST });
      expect(reply.headers, path).not.toHaveProperty('strict-transport-security');
      expect(reply.headers, path).not.toHaveProperty('onion-location');
      expect(JSON.stringify([reply.headers, reply.body]), path).not.toContain('voices.example.org');
    }
  });

  test('nobody on this machine’s own address bears a mark: behind an onion service that is everybody', async () => {
    const forged = { ...ONION_HOST, [SOURCE_HEADER]: 'forged', 'X-Forwarded-For': '203.0.113.7' };
    expect((await ask(onion, '/en', { headers: forged })).body).toBe('mark:undefined');
  });
});

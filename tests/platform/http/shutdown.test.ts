import { connect } from 'node:net';
import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { shutDown } from '~/platform/http/shutdown.server';
import { loopbackSite, silentLog } from './raw-http';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('shutting down', () => {
  test('running requests finish, new ones are refused, then the closers run in order', async () => {
    const order: string[] = [];
    const site = await loopbackSite([
      (_req, res) =>
        void setTimeout(() => {
          order.push('answered');
          res.end('page');
        }, 150),
    ]);
    const idle = connect(site.port, '127.0.0.1');
    const running = site.get('/en/slow', { Connection: 'keep-alive' });
    await pause(50);
    const done = shutDown({
      log: silentLog,
      servers: [site.server],
      closers: [
        { name: 'jobs', close: () => pause(20).then(() => void order.push('jobs')) },
        { name: 'database', close: () => void order.push('database') },
      ],
    });
    await pause(20);
    await expect(site.get('/en')).rejects.toThrow('No reply');
    expect((await running).body).toContain('page');
    expect(await done).toBe(true);
    expect(order).toEqual(['answered', 'jobs', 'database']);
    idle.destroy();
  });

  test('a request that does not end is cut at the limit, and a closer that fails keeps no other from running', async () => {
    const site = await loopbackSite([() => undefined]);
    const cut = site.get('/en/never').catch((error: Error) => error.message);
    await pause(30);
    const ran: string[] = [];
    const well = await shutDown({
      log: silentLog,
      servers: [site.server],
      requestLimitMs: 60,
      closerLimitMs: 30,
      closers: [
        { name: 'hangs', close: () => new Promise(() => undefined) },
        { name: 'fails', close: () => Promise.reject(new Error('canary')) },
        { name: 'last', close: () => void ran.push('last') },
      ],
    });
    expect(well).toBe(false);
    expect(ran).toEqual(['last']);
    expect(await cut).toBe('No reply');
  });
});

const SCRIPT = `
  import { createServer } from 'node:http';
  import { shutDownOnSignal } from '~/platform/http/shutdown.server';
  const server = createServer(() => {});
  const hang = process.argv[1] === 'hang';
  shutDownOnSignal({ servers: [server], closers: [{ name: 'last', close: () => hang ? new Promise(() => {}) : undefined }] });
  server.listen(0, '127.0.0.1', () => process.send?.('ready'));
  if (process.argv[1] === 'throw') setTimeout(() => { throw new RangeError('canary'); }, 20);
  if (process.argv[1] === 'reject') setTimeout(() => { void Promise.reject(new RangeError('canary')); }, 20);
`;

function run(mode: string, onReady: (kill: (signal: NodeJS.Signals) => void) => void) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT, mode], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (output += String(bytes)));
    child.on('message', () => onReady((signal) => child.kill(signal)));
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe('signals', () => {
  test('SIGTERM ends the process in order, a second signal at once', async () => {
    const [orderly, forced] = await Promise.all([
      run('', (kill) => kill('SIGTERM')),
      run('hang', (kill) => {
        kill('SIGTERM');
        setTimeout(() => kill('SIGINT'), 200);
      }),
    ]);
    expect(orderly.code, orderly.output).toBe(0);
    expect(orderly.output).toContain('"signal":"SIGTERM"');
    expect(forced.code).toBe(130);
  }, 20_000);

  test('an error that nobody caught is logged by its class alone, and ends the process with 1', async () => {
    for (const { code, output } of await Promise.all([run('throw', () => undefined), run('reject', () => undefined)])) {
      expect(code).toBe(1);
      expect(output).toContain('"error":"RangeError"');
      expect(output).not.toContain('canary');
    }
  }, 20_000);
});

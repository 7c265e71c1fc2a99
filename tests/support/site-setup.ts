import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
    signIns: { role: string; mission: string | null; email: string; password: string; totpSecret: string }[];
    /** The file of all that the server has said, on both of its outputs. */
    siteLog: string;
    /** The site's own folder: `data` and `keys` of the server lie in it. */
    siteFolder: string;
  }
}

/** A free port of the loopback. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): void {
  const { status, stderr, stdout } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
}

/** Resolves when the server says where it is; rejects when it ends before. */
function listening(server: ChildProcess, log: string): Promise<void> {
  writeFileSync(log, '');
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      appendFileSync(log, chunk);
      if (String(chunk).includes('Answerable is at')) resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => {
      appendFileSync(log, `\nthe server ended with ${code}\n`);
      reject(new Error(readFileSync(log, 'utf8')));
    });
  });
}

/**
 * A server that runs already with the demo's story (`SITE_ORIGIN`), whose data lie in `SITE_DATA`: to write tests with
 * the site kept up between runs. What it says is in `SITE_LOG`.
 */
function provideRunning(project: TestProject, origin: string): void {
  const data = process.env.SITE_DATA ?? '';
  project.provide('origin', origin);
  project.provide('signIns', JSON.parse(readFileSync(join(data, 'demo-sign-ins.json'), 'utf8')));
  project.provide('siteLog', process.env.SITE_LOG ?? join(dirname(data), 'server.log'));
  project.provide('siteFolder', dirname(data));
}

/** Builds the program, tells the demo's story on a database of its own and serves it on the loopback, as a user would. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SITE_ORIGIN) return void provideRunning(project, process.env.SITE_ORIGIN);
  const folder = mkdtempSync(join(tmpdir(), 'answerable-site-'));
  // As root, PostgreSQL runs as another user, who must pass through.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    PORT: String(port),
    ORIGIN: '',
    ANSWERABLE_PSEUDO_LOCALES: '1',
    DATABASE_URL: process.env.SITE_DATABASE_URL ?? '',
    DATA_DIR: join(folder, 'data'),
    KEYS_DIR: join(folder, 'keys'),
  };
  run('npm', ['run', 'demo', '--silent', '--', '--seed-only'], env);
  const log = join(folder, 'server.log');
  const server = spawn(process.execPath, ['build/server/index.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  await listening(server, log);
  project.provide('origin', `http://localhost:${port}`);
  project.provide('signIns', JSON.parse(readFileSync(join(folder, 'data/demo-sign-ins.json'), 'utf8')));
  project.provide('siteLog', log);
  project.provide('siteFolder', folder);
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoVault } from '../../demo/vault';
import { freePort } from './app-process';

/** How somebody of the demo signs in. */
export interface DemoSignIn {
  role: string;
  mission: string | null;
  email: string;
  password: string;
  totpSecret: string;
}

/** The built program serving the demo's story on the loopback. */
export interface Site {
  origin: string;
  signIns: DemoSignIn[];
  /** The file of all that the server has said, on both of its outputs. */
  log: string;
  /** The site's own folder: `data` and `keys` of the server lie in it. */
  folder: string;
  stop(): Promise<void>;
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

export const signInsIn = (dataDir: string): DemoSignIn[] =>
  JSON.parse(readFileSync(join(dataDir, 'demo-sign-ins.json'), 'utf8')) as DemoSignIn[];

/** Builds the program, tells the demo's story on a database of its own and serves it on the loopback, as a user would. */
export async function startSite(more: Record<string, string> = {}): Promise<Site> {
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
    ...more,
  };
  run('npm', ['run', 'demo', '--silent', '--', '--seed-only'], env);
  const log = join(folder, 'server.log');
  const withRoot = {
    ...env,
    VAULT_ROOT: demoVault(env.DATA_DIR).root.publicKey,
    // Lists are offered; nothing listens there, so that nothing is ever sent.
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'news@consultation.example',
    ...more,
  };
  const server = spawn(process.execPath, ['build/server/index.js'], {
    env: withRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await listening(server, log);
  return {
    origin: `http://localhost:${port}`,
    signIns: signInsIn(join(folder, 'data')),
    log,
    folder,
    async stop() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { databaseUser } from '~/platform/postgres/unprivileged-user.server';
import { freePort } from './app-process';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of the newest server's programs. */
export function binaries(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : [];
  const newest = versions.find((version) => existsSync(join(DEBIAN, version, 'bin/postgres')));
  if (!newest) throw new Error('No PostgreSQL server is installed; install one, or set TEST_DATABASE_URL.');
  return join(DEBIAN, newest, 'bin');
}

export interface ServerDatabase {
  url: string;
  /** The postmaster's process id, for tests that kill it. */
  pid(): number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL server of Debian's, in a temporary folder, on a port of the loopback with a password. */
export async function serverDatabase(): Promise<ServerDatabase> {
  const bin = binaries();
  const user = databaseUser(null);
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  const folder = mkdtempSync('/tmp/answerable-server-');
  chmodSync(folder, 0o711);
  const home = join(folder, 'home');
  const data = join(home, 'data');
  spawnSync('mkdir', ['-m', '700', home]);
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [home, passwordFile]) chownSync(path, user.uid, user.gid);
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'migrator', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C.UTF-8'],
    { ...as, cwd: home, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const url = `postgresql://migrator:${password}@127.0.0.1:${port}/postgres`;
  let pid = 0;
  const start = async (): Promise<void> => {
    const server = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        `unix_socket_directories=${home}`,
        '-c',
        'max_connections=300',
      ],
      { ...as, cwd: home, stdio: 'ignore' },
    );
    pid = server.pid ?? 0;
    for (let tries = 0; tries < 300; tries += 1) {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 500 });
      client.on('error', () => undefined);
      const ready = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('PostgreSQL did not start');
  };
  await start();
  return {
    url,
    pid: () => pid,
    start,
    async stop() {
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'fast', '-w', 'stop'], { ...as, cwd: home });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** For a whole run: the server of TEST_DATABASE_URL, or one started for it. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) return async () => undefined;
  const server = await serverDatabase();
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    delete process.env.TEST_DATABASE_URL;
    await server.stop();
  };
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sourceFiles } from './source-files';

const SERVER = 'build/server/index.js';

/** A free port of the loopback. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Builds the program unless the build is newer than every one of its sources. */
export function ensureBuilt(): void {
  const built = existsSync(SERVER) ? statSync(SERVER).mtimeMs : 0;
  const newest = Math.max(...sourceFiles('app').map(({ path }) => statSync(path).mtimeMs));
  if (built > newest) return;
  const { status, stderr } = spawnSync('npm', ['run', 'build', '--silent'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the program does not build:\n${stderr}`);
}

export interface AppPlace {
  /** The database's address; null for an embedded one in `folder`. */
  databaseUrl: string | null;
  /** Holds `keys` for all processes on it. */
  folder: string;
  /** Its own data folder within; `data` unless told. */
  data?: string;
  env?: Record<string, string>;
}

/** What a process ended with, and all it had said by then. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  said: string;
}

/** One process of the program on a port of its own, to be killed, stopped and started again. */
export class AppProcess {
  #process: ChildProcess | null = null;
  #said = '';
  #ended: Promise<Ending> | null = null;
  #isWanted = false;
  /** Whether it ended without being told to. */
  fellOver: Ending | null = null;

  private constructor(
    private readonly place: AppPlace,
    readonly port: number,
  ) {}

  static async at(place: AppPlace): Promise<AppProcess> {
    ensureBuilt();
    mkdirSync(join(place.folder, place.data ?? 'data'), { recursive: true, mode: 0o711 });
    return new AppProcess(place, await freePort());
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  get said(): string {
    return this.#said;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts it and resolves once it serves. Gives how it ended where it does not. */
  async start(): Promise<Ending | null> {
    const { databaseUrl, folder, data = 'data', env = {} } = this.place;
    this.#said = '';
    this.#isWanted = true;
    const child = spawn(process.execPath, [SERVER], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        PORT: String(this.port),
        DATABASE_URL: databaseUrl ?? '',
        DATA_DIR: join(folder, data),
        KEYS_DIR: join(folder, 'keys'),
        ...env,
      },
    });
    this.#process = child;
    this.#ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        const ending = { code, signal, said: this.#said };
        if (this.#isWanted) this.fellOver = ending;
        resolve(ending);
      });
    });
    const serves = new Promise<null>((resolve) => {
      const hear = (chunk: Buffer): void => {
        this.#said += String(chunk);
        if (this.#said.includes('Answerable is at')) resolve(null);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
    });
    return Promise.race([serves, this.#ended]);
  }

  /** Starts it; fails if it does not serve. */
  async serve(): Promise<this> {
    const ending = await this.start();
    if (ending) throw new Error(`the program ended with ${ending.code}:\n${ending.said}`);
    return this;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending | null> {
    if (!this.#process || !this.#ended) return null;
    this.#isWanted = false;
    this.#process.kill(signal);
    return this.#ended;
  }
}

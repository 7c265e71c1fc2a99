import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { connectOrStartEmbedded, type Embedded, startEmbedded } from '~/platform/postgres/embedded.server';
import { findLocation } from '~/platform/postgres/location.server';
import { readPostmaster } from '~/platform/postgres/postmaster.server';

/** A data folder of its own for each test of a file, with all that it starts there ended afterwards. */
export class EmbeddedBench {
  folder = '';
  dataDir = '';
  /** What servers told about their database. */
  readonly told: string[] = [];
  readonly #used: Embedded[] = [];

  constructor() {
    beforeEach(() => this.#open());
    afterEach(() => this.#close());
  }

  get systemFolder(): string {
    return join(this.folder, 'system');
  }

  get options() {
    return { systemFolder: this.systemFolder, tell: (line: string) => void this.told.push(line) };
  }

  async serve(): Promise<Embedded> {
    return this.#keep(await startEmbedded(this.dataDir, this.options));
  }

  async command(): Promise<Embedded> {
    return this.#keep(await connectOrStartEmbedded(this.dataDir, this.options));
  }

  #keep(embedded: Embedded): Embedded {
    this.#used.push(embedded);
    return embedded;
  }

  #open(): void {
    this.folder = mkdtempSync('/tmp/answerable-embedded-');
    // As root, PostgreSQL runs as another user, who must pass through.
    chmodSync(this.folder, 0o755);
    this.dataDir = join(this.folder, 'data');
    this.told.length = 0;
  }

  async #close(): Promise<void> {
    for (const embedded of this.#used.splice(0).reverse()) await embedded.stop();
    const place = findLocation(this.dataDir, this.systemFolder);
    const orphan = place && readPostmaster(place.data);
    rmSync(this.folder, { recursive: true, force: true });
    if (orphan && alive(orphan.pid)) process.kill(orphan.pid, 'SIGQUIT');
  }
}

/** A process that ended counts as gone, also where nobody reaps the orphans of a killed server. */
export function alive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

export function pidOf(embedded: Embedded): number {
  return readPostmaster(embedded.dataDirectory)?.pid ?? 0;
}

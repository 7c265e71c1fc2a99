import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1024 * 1024;

/** A disk of its own that a test may fill, mounted at a folder. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Null where nothing may be mounted here, as in most containers. */
  static mount(folder: string, sizeMib: number): SmallDisk | null {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=711`, 'tmpfs', folder]);
    return status === 0 ? new SmallDisk(folder) : null;
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** Fills it until so much is left; zero means: until not one byte more is taken. */
  fill(leavingMib: number): void {
    const file = openSync(join(this.folder, 'filler'), 'a');
    try {
      while (this.freeBytes > leavingMib * MIB) {
        writeSync(file, randomBytes(Math.min(MIB, Math.max(4096, this.freeBytes - leavingMib * MIB))));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  empty(): void {
    rmSync(join(this.folder, 'filler'), { force: true });
  }

  unmount(): void {
    spawnSync('umount', [this.folder]);
  }
}

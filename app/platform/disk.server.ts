import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthCheck } from '~/platform/http/health.server';

const MIB = 1024 * 1024;

/** Below this nothing new is accepted: the database needs room for its journal, and what is accepted must be kept. */
export const SUBMISSION_HEADROOM_BYTES = 64 * MIB;

const RESERVE_BYTES = 4 * MIB;
const RESERVE_FILE = 'disk-reserve';

/** A readiness check: `dir` has at least `minFreeBytes` left. */
export function diskCheck(dir: string, minFreeBytes = SUBMISSION_HEADROOM_BYTES): HealthCheck {
  return { name: 'disk', check: async () => (await freeBytes(dir)) >= minFreeBytes };
}

/**
 * Whether a submission may be accepted: asked before anything is stored, a no becomes 503 with the text kept. Also
 * refills the reserve as soon as there is room, so that a full disk heals without hands.
 */
export async function hasRoomForSubmission(dir: string, headroom = SUBMISSION_HEADROOM_BYTES): Promise<boolean> {
  if ((await freeBytes(dir)) < headroom + RESERVE_BYTES) return false;
  return reserveDisk(dir);
}

/**
 * Holds some room back in `dir`, for the withdrawal ledger alone: a person must be able to withdraw also when the disk
 * is full. Random bytes, because a file system may store zeros in no room at all. False if there is no room for it.
 */
export async function reserveDisk(dir: string): Promise<boolean> {
  const file = join(dir, RESERVE_FILE);
  if ((await sizeOf(file)) >= RESERVE_BYTES) return true;
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(RESERVE_BYTES));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    return true;
  } catch {
    await rm(draft, { force: true });
    return false;
  }
}

/** Runs `write`; if the disk is full, gives the reserve up and runs it once more. `write` must bear being repeated. */
export async function withDiskReserve<Result>(dir: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    await rm(join(dir, RESERVE_FILE), { force: true });
    return write();
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

async function freeBytes(dir: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(dir);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}

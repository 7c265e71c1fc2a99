import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskCheck, hasRoomForSubmission, reserveDisk, withDiskReserve } from '~/platform/disk.server';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'disk-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const reserve = () => join(dir, 'disk-reserve');

describe('room on the disk', () => {
  test('is asked of the disk itself, and an unreadable folder has none', async () => {
    expect(await diskCheck(dir, 1).check()).toBe(true);
    expect(await diskCheck(dir, Number.MAX_SAFE_INTEGER).check()).toBe(false);
    expect(await diskCheck(join(dir, 'missing'), 0).check()).toBe(true);
    expect(await diskCheck(join(dir, 'missing'), 1).check()).toBe(false);
  });

  test('a submission needs the headroom, and brings the reserve back by itself', async () => {
    expect(await hasRoomForSubmission(dir, Number.MAX_SAFE_INTEGER)).toBe(false);
    expect(existsSync(reserve())).toBe(false);
    expect(await hasRoomForSubmission(dir, 1)).toBe(true);
    expect(statSync(reserve()).blocks * 512).toBeGreaterThanOrEqual(4 * 1024 * 1024);
    expect(await hasRoomForSubmission(join(dir, 'missing'), 1)).toBe(false);
  });
});

describe('the reserve', () => {
  test('is made once, replaces a cut one, leaves no drafts', async () => {
    writeFileSync(reserve(), 'cut short');
    expect(await Promise.all([reserveDisk(dir), reserveDisk(dir)])).toEqual([true, true]);
    const { ino } = statSync(reserve());
    expect(await reserveDisk(dir)).toBe(true);
    expect(statSync(reserve()).ino).toBe(ino);
    expect(readdirSync(dir)).toEqual(['disk-reserve']);
    expect(await reserveDisk(join(dir, 'missing'))).toBe(false);
  });

  test('is given up on a full disk, and the write is done again', async () => {
    await reserveDisk(dir);
    const places = ['/dev/full', join(dir, 'ledger')];
    await withDiskReserve(dir, () => appendFile(places.shift()!, 'entry\n'));
    expect(existsSync(reserve())).toBe(false);
    expect(statSync(join(dir, 'ledger')).size).toBe(6);
  });

  test('a disk that stays full, and any other error, come through', async () => {
    await reserveDisk(dir);
    await expect(withDiskReserve(dir, () => appendFile(join(dir, 'no/such'), 'x'))).rejects.toThrow('ENOENT');
    expect(existsSync(reserve())).toBe(true);
    await expect(withDiskReserve(dir, () => appendFile('/dev/full', 'x'))).rejects.toThrow('ENOSPC');
  });
});

import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { codeOf, deriveSecret, lookupOf, parseReturnCode } from '~/participants/return-code.server';
import { newDataKey } from '~/platform/crypto/envelope.server';
import { issueFormToken, readFormToken } from '~/platform/crypto/form-token.server';
import { unwrapForDesk, wrapForDesk } from '~/platform/crypto/key-wrap.server';
import { replaceRings } from '~/platform/crypto/keyring-files.server';
import { keyringPaths, newSecret, nextEntry, readDeskRings } from '~/platform/crypto/keyring-rings.server';
import { forgetVersion, rotate, type Rotatable } from '~/platform/crypto/keyring-rotation.server';
import { openKeyring } from '~/platform/crypto/keyring.server';

const EVERYTHING: readonly Rotatable[] = ['code', 'token', 'ticket', 'session', 'answer', 'desk', 'account'];
const start = new Date('2030-05-01T10:00:00Z');
let keysDir: string;

function daysLater(days: number): Date {
  return new Date(start.getTime() + days * 24 * 60 * 60 * 1000);
}

function open() {
  return openKeyring(keysDir, start, { recheckAfter: 0 });
}

beforeEach(() => (keysDir = mkdtempSync(join(tmpdir(), 'rotation-'))));
afterEach(() => rmSync(keysDir, { recursive: true, force: true }));

describe('rotating any key', () => {
  it('leaves every return code working', async () => {
    const keyring = await open();
    const secret = deriveSecret(keyring.code.current.key, newSecret());
    const [code, lookup] = [codeOf(secret), lookupOf(secret)];
    for (const days of [1, 5, 30]) {
      for (const what of EVERYTHING) rotate(keysDir, what, daysLater(days));
    }
    expect(lookupOf(parseReturnCode(code)!)).toEqual(lookup);
  });

  it('changes that key, keeps the former one for now, and touches no other', async () => {
    const keyring = await open();
    const rings = { ...keyring, desk: keyring.deskPublic };
    for (const what of EVERYTHING) {
      const before = Object.fromEntries(EVERYTHING.map((name) => [name, rings[name].current]));
      const version = rotate(keysDir, what, daysLater(1));
      expect(rings[what].current.version).toBe(version);
      expect(rings[what].current.key).not.toEqual(before[what]!.key);
      expect(rings[what].find(before[what]!.version)).toEqual(before[what]!.key);
      for (const other of EVERYTHING) if (other !== what) expect(rings[other].current).toEqual(before[other]);
    }
  });

  it('keeps the files for their owner alone, and leaves no draft or lock', async () => {
    await open();
    for (const what of EVERYTHING) rotate(keysDir, what, start);
    const { folder } = keyringPaths(keysDir);
    expect(readdirSync(folder).sort()).toEqual(['desk.json', 'public.json']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('is refused while another rotation holds the folder', async () => {
    await open();
    writeFileSync(join(keyringPaths(keysDir).folder, 'rotating'), '');
    expect(() => rotate(keysDir, 'code', start)).toThrow(expect.objectContaining({ fault: 'keyring.busy' }));
  });
});

describe('a form open during a rotation', () => {
  it('gives the same code again', async () => {
    const keyring = await open();
    const place = { purpose: 'respond', subject: 'r' };
    const token = issueFormToken(keyring, { ...place, now: start });
    const secretNow = () => {
      const reading = readFormToken(keyring, token, { ...place, now: daysLater(0.4) });
      return reading.ok ? deriveSecret(keyring.code.find(reading.codeVersion)!, reading.nonce) : reading.refusal;
    };
    const before = secretNow();
    rotate(keysDir, 'code', daysLater(0.1));
    rotate(keysDir, 'token', daysLater(0.2));
    expect(before).toHaveLength(15);
    expect(secretNow()).toEqual(before);
  });
});

describe('former keys', () => {
  it.each(['code', 'token', 'ticket', 'session'] as const)(
    'of %s go two days after they were replaced',
    async (what) => {
      const keyring = await open();
      const first = keyring[what].current.version;
      const second = rotate(keysDir, what, daysLater(10));
      rotate(keysDir, what, daysLater(11));
      expect(keyring[what].find(first)).toBeDefined();
      const fourth = rotate(keysDir, what, daysLater(12));
      expect(keyring[what].find(first)).toBeUndefined();
      expect(keyring[what].find(second)).toBeDefined();
      expect(keyring[what].current.version).toBe(fourth);
    },
  );

  it('of the desk open what was wrapped for it until they are forgotten', async () => {
    const keyring = await open();
    const { version: epoch, key } = keyring.deskPublic.current;
    const [place, dataKey] = [{ record: 'r', epoch }, newDataKey()];
    const wrapped = await wrapForDesk(key, dataKey, place);
    for (const days of [14, 28, 42]) rotate(keysDir, 'desk', daysLater(days));
    expect(await unwrapForDesk(keyring.deskPrivate.find(epoch)!, wrapped, place)).toEqual(dataKey);
    expect(forgetVersion(keysDir, 'desk', epoch)).toBe(true);
    expect(keyring.deskPrivate.find(epoch)).toBeUndefined();
    expect(keyring.deskPublic.find(epoch)).toBeUndefined();
  });

  it.each(EVERYTHING)('of %s are forgotten when told, the current one never', async (what) => {
    const keyring = await open();
    const ring = { ...keyring, desk: keyring.deskPublic }[what];
    const first = ring.current.version;
    expect(forgetVersion(keysDir, what, first)).toBe(false);
    const second = rotate(keysDir, what, start);
    expect(forgetVersion(keysDir, what, second)).toBe(false);
    expect(forgetVersion(keysDir, what, second + 1)).toBe(false);
    expect(forgetVersion(keysDir, what, first)).toBe(true);
    expect(ring.find(first)).toBeUndefined();
    expect(ring.current.version).toBe(second);
  });
});

describe('a rotation of the desk cut between its two files', () => {
  it('does not make the key in use forgettable, and the next one goes through', async () => {
    const keyring = await open();
    const inUse = keyring.deskPublic.current.version;
    const desk = readDeskRings(keysDir)!;
    const stray = nextEntry(desk.desk, newSecret(), start);
    replaceRings(keyringPaths(keysDir).desk, { ...desk, desk: [...desk.desk, stray] });
    expect(forgetVersion(keysDir, 'desk', inUse)).toBe(false);
    const epoch = rotate(keysDir, 'desk', start);
    expect(epoch).toBeGreaterThan(stray.version);
    expect(keyring.deskPublic.current.version).toBe(epoch);
    expect(forgetVersion(keysDir, 'desk', stray.version)).toBe(true);
  });
});

describe('version numbers', () => {
  it('rise with every rotation, whatever the clock does, and fit the database’s integer', () => {
    const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(moment, { minLength: 2, maxLength: 6 }), (moments) => {
        const entries = moments.reduce<ReturnType<typeof nextEntry>[]>(
          (former, at) => [...former, nextEntry(former, newSecret(), at)],
          [],
        );
        const versions = entries.map(({ version }) => version);
        expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other));
        expect(versions.at(-1)).toBeLessThan(2 ** 31);
      }),
    );
  });
});

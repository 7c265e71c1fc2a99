import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { newDataKey } from '~/platform/crypto/envelope.server';
import { unwrapForDesk, wrapForDesk } from '~/platform/crypto/key-wrap.server';
import { issueFormToken, readFormToken } from '~/platform/crypto/form-token.server';
import { createTogether, KeyringError } from '~/platform/crypto/keyring-files.server';
import { rotate } from '~/platform/crypto/keyring-rotation.server';
import { firstRings, keyringPaths } from '~/platform/crypto/keyring-rings.server';
import { openKeyring, openPublicKeyring } from '~/platform/crypto/keyring.server';

const now = new Date('2030-05-01T10:00:00Z');
let base: string;
let keysDir: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'keyring-'));
  keysDir = join(base, 'keys');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

async function faultOf(opening: Promise<unknown>): Promise<unknown> {
  return opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof KeyringError ? error.fault : error),
  );
}

function permissions(path: string): number {
  return statSync(path).mode & 0o777;
}

describe('a first start', () => {
  it('makes the keys for their owner alone, says so once, and finds them again', async () => {
    const first = await openKeyring(keysDir, now);
    const second = await openKeyring(keysDir, now);
    const paths = keyringPaths(keysDir);
    expect([first.created, second.created]).toEqual([true, false]);
    expect([keysDir, paths.folder].map(permissions)).toEqual([0o700, 0o700]);
    expect([paths.public, paths.desk].map(permissions)).toEqual([0o600, 0o600]);
    for (const ring of ['code', 'token', 'ticket', 'session', 'answer', 'deskPublic', 'account'] as const) {
      expect(second[ring].current).toEqual(first[ring].current);
      expect(first[ring].current.key).toHaveLength(32);
    }
  });

  it('makes keys that are all different, and others for another installation', async () => {
    const keyrings = [await openKeyring(keysDir, now), await openKeyring(join(base, 'other'), now)];
    const all = keyrings.flatMap(({ code, token, ticket, session, answer, deskPublic, account }) =>
      [code, token, ticket, session, answer, deskPublic, account].map(({ current }) =>
        Buffer.from(current.key).toString('hex'),
      ),
    );
    expect(new Set(all).size).toBe(14);
  });

  it('makes a pair for the desk: what the public half wraps the private half opens', async () => {
    const { deskPublic, deskPrivate } = await openKeyring(keysDir, now);
    const { version: epoch, key } = deskPublic.current;
    const dataKey = newDataKey();
    const wrapped = await wrapForDesk(key, dataKey, { record: 'r', epoch });
    expect(await unwrapForDesk(deskPrivate.find(epoch)!, wrapped, { record: 'r', epoch })).toEqual(dataKey);
  });

  it('of several processes at once makes one keyring, and leaves nothing else behind', async () => {
    const runs = [1, 2, 3].map(() => startProcess(keysDir));
    await Promise.all(runs.map((run) => run.ready));
    const results = await Promise.all(runs.map((run) => run.finish()));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ keys }) => keys)).size).toBe(1);
    expect(readdirSync(keysDir)).toEqual(['keyring']);
  }, 60_000);

  it('loses to one that came first between looking and making', async () => {
    const first = await openKeyring(keysDir, now);
    const rings = firstRings(now);
    expect(createTogether(keyringPaths(keysDir).folder, { 'public.json': rings.public, 'desk.json': rings.desk })).toBe(
      false,
    );
    expect((await openKeyring(keysDir, now)).code.current).toEqual(first.code.current);
    expect(readdirSync(keysDir)).toEqual(['keyring']);
  });
});

function startProcess(folder: string) {
  const script = join(import.meta.dirname, 'first-start.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.startsWith('ready\n')) resolve();
    });
  });
  const done = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return {
    ready,
    async finish(): Promise<{ created: boolean; keys: string }> {
      child.stdin.end();
      await done;
      return JSON.parse(output.slice('ready\n'.length)) as { created: boolean; keys: string };
    },
  };
}

describe('a keyring is not opened', () => {
  it.each([0o640, 0o604, 0o620, 0o660])('when a file of it has the mode %o', async (mode) => {
    await openKeyring(keysDir, now);
    for (const path of [keyringPaths(keysDir).public, keyringPaths(keysDir).desk]) {
      chmodSync(path, mode);
      const fault = faultOf(openKeyring(keysDir, now));
      expect(await fault).toBe('keyring.open_to_others');
      chmodSync(path, 0o600);
    }
    expect(await faultOf(openKeyring(keysDir, now))).toBe('opened');
  });

  it('when its folder is open to others, and the message is one line that says what to do', async () => {
    mkdirSync(keysDir);
    chmodSync(keysDir, 0o755);
    const error: unknown = await openKeyring(keysDir, now).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(`chmod 700 ${keysDir}`);
    expect(String(error)).not.toContain('\n');
    expect(readdirSync(keysDir)).toEqual([]);
    chmodSync(keysDir, 0o700);
    await openKeyring(keysDir, now);
    chmodSync(keyringPaths(keysDir).folder, 0o750);
    expect(await faultOf(openKeyring(keysDir, now))).toBe('keyring.open_to_others');
    expect(await faultOf(openPublicKeyring(keysDir))).toBe('keyring.open_to_others');
  });

  it.each(['public', 'desk'] as const)('nor made anew, when the %s file is lost', async (which) => {
    await openKeyring(keysDir, now);
    rmSync(keyringPaths(keysDir)[which]);
    expect(await faultOf(openKeyring(keysDir, now))).toBe('keyring.incomplete');
    expect(readdirSync(keyringPaths(keysDir).folder)).toHaveLength(1);
  });

  it.each([
    ['empty', () => ''],
    ['cut', (text: string) => text.slice(0, text.length / 2)],
    ['of another format', (text: string) => text.replace('keyring/v1', 'keyring/v2')],
    ['short of a purpose', (text: string) => text.replace('"token"', '"tokens"')],
    ['with a short key', (text: string) => text.replace(/"key": "..../, '"key": "')],
    ['without any key of a purpose', (text: string) => text.replace(/"code": \[[^\]]*\]/, '"code": []')],
  ])('when a file is %s, and no key is told', async (_, damage) => {
    await openKeyring(keysDir, now);
    const path = keyringPaths(keysDir).public;
    const text = readFileSync(path, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(path, damage(text));
    const error: unknown = await openKeyring(keysDir, now).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ fault: 'keyring.damaged' });
    expect(String(error)).toBe(`KeyringError: ${path} is not a whole keyring: restore it from the newest backup`);
  });
});

describe('the public part', () => {
  it('needs the public file alone, and has no key of the desk', async () => {
    const all = await openKeyring(keysDir, now);
    rmSync(keyringPaths(keysDir).desk);
    const keyring = await openPublicKeyring(keysDir);
    expect(keyring.deskPublic.current).toEqual(all.deskPublic.current);
    expect(Object.keys(keyring).sort()).toEqual(['answer', 'code', 'deskPublic', 'session', 'ticket', 'token']);
    const { version } = all.deskPublic.current;
    const secret = Buffer.from(all.deskPrivate.find(version)!).toString('base64url');
    expect(readFileSync(keyringPaths(keysDir).public, 'utf8')).not.toContain(secret);
  });

  it('makes no keys', async () => {
    expect(await faultOf(openPublicKeyring(keysDir))).toBe('keyring.incomplete');
    expect(statSync(keysDir, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('a process that runs while another rotates', () => {
  it('knows a new version as soon as it is asked for it', async () => {
    const keyring = await openKeyring(keysDir, now, { recheckAfter: 3_600_000 });
    const before = keyring.token.current.version;
    const version = rotate(keysDir, 'token', now);
    expect(keyring.token.current.version).toBe(before);
    expect(keyring.token.find(version)).toHaveLength(32);
    expect(keyring.token.current.version).toBe(version);
    expect(keyring.token.find(version + 1)).toBeUndefined();
  });

  it('uses the new version when its time to look again has come', async () => {
    const keyring = await openKeyring(keysDir, now, { recheckAfter: 0 });
    const epoch = rotate(keysDir, 'desk', now);
    expect(keyring.deskPublic.current.version).toBe(epoch);
    expect(keyring.deskPrivate.find(epoch)).toHaveLength(32);
  });

  it('goes on with the keys it has when the file is damaged or gone, says so, and recovers', async () => {
    const faults: unknown[] = [];
    const onUnreadable = (error: unknown) => faults.push(error);
    const keyring = await openKeyring(keysDir, now, { recheckAfter: 0, onUnreadable });
    const path = keyringPaths(keysDir).public;
    const [text, key] = [readFileSync(path), keyring.code.current.key];
    writeFileSync(path, 'nothing');
    expect(keyring.code.current.key).toEqual(key);
    expect(faults.at(-1)).toMatchObject({ fault: 'keyring.damaged' });
    rmSync(path);
    expect(keyring.code.current.key).toEqual(key);
    expect(faults.at(-1)).toMatchObject({ fault: 'keyring.incomplete' });
    writeFileSync(path, text, { mode: 0o600 });
    const version = rotate(keysDir, 'code', now);
    expect(keyring.code.current.version).toBe(version);
  });
});

describe('a keyring that was lost and made anew', () => {
  it('takes the old forms for unknown, so that their text is kept, not for forged', async () => {
    const lost = await openKeyring(keysDir, now);
    const token = issueFormToken(lost, { purpose: 'respond', subject: 'r', now });
    rmSync(keyringPaths(keysDir).folder, { recursive: true });
    const later = new Date(now.getTime() + 60_000);
    const anew = await openKeyring(keysDir, later);
    const reading = readFormToken(anew, token, { purpose: 'respond', subject: 'r', now: later });
    expect(reading).toEqual({ ok: false, refusal: 'token.unknown_key' });
  });
});

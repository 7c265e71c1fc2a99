import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toBase64url } from '~/platform/crypto/bytes.server';
import { openKeyring } from '~/platform/crypto/keyring.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import { issueCertificate, newRoot } from '~/vault/certificate.server';
import { readRewrapResult, rewrap } from '~/vault/rewrap.server';
import { isAttested, makeRoundKey, unwrapRoundKey } from '~/vault/round-key.server';
import { FORMATS } from '~/vault/vault-places';

const folder = mkdtempSync(join(tmpdir(), 'answerable-rewrap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const keyring = await openKeyring(folder, new Date());

const root = newRoot();
const someone = () => {
  const pair = newDeskPair();
  const publicKey = toBase64url(pair.publicKey);
  const statement = { kind: 'officer', key: publicKey, label: 'x', missions: ['*'], issued: '2026-01-01', expires: '2026-12-31' } as const; // prettier-ignore
  const sign = (by: string) => issueCertificate(by, { ...statement, missions: ['*'] });
  return { id: randomUUID(), pair, holder: { publicKey, privateKey: pair.privateKey }, sign };
};
const [recovery, fresh] = [someone(), someone()];
const place = { id: randomUUID(), scope: randomUUID(), epoch: 2 };
const made = makeRoundKey(keyring, place, [{ id: recovery.id, publicKey: recovery.pair.publicKey }]);
const today = '2026-03-02';
const taskFor = (certificate: string) =>
  JSON.stringify({
    format: FORMATS.task,
    mission: 'kanem',
    keys: [
      {
        ...place,
        public: toBase64url(made.publicKey),
        wrapped: toBase64url(made.wraps[0]!.wrapped),
        missing: [{ id: fresh.id, certificate }],
      },
    ],
  });

describe('a round key', () => {
  it('is wrapped for its holder, round and epoch alone', () => {
    const { wrapped } = made.wraps[0]!;
    expect(unwrapRoundKey(place, recovery.holder, wrapped)).toHaveLength(32);
    expect(unwrapRoundKey(place, fresh.holder, wrapped)).toBeNull();
    for (const other of [{ epoch: 3 }, { scope: randomUUID() }, { id: randomUUID() }]) {
      expect(unwrapRoundKey({ ...place, ...other }, recovery.holder, wrapped)).toBeNull();
    }
  });

  it('is attested by this installation, and no other key is', () => {
    expect(isAttested(keyring, place, made)).toBe(true);
    expect(isAttested(keyring, place, { ...made, publicKey: newDeskPair().publicKey })).toBe(false);
    expect(isAttested(keyring, { ...place, epoch: 1 }, made)).toBe(false);
    expect(isAttested(keyring, place, { ...made, attestedWith: 1 })).toBe(false);
  });
});

describe('wrapping for others', () => {
  it('is a drill without a root: it proves the keys and makes nothing', () => {
    const task = taskFor(fresh.sign(root.privateKey));
    expect(rewrap(task, recovery.holder, null, today)).toMatchObject({ opened: 1, failed: [], wraps: 0 });
  });

  it('gives the new officer what the old one had', () => {
    const did = rewrap(taskFor(fresh.sign(root.privateKey)), recovery.holder, root.publicKey, today);
    expect(did).toMatchObject({ opened: 1, wraps: 1, refused: 0 });
    const [wrap] = readRewrapResult(did!.result)!;
    expect(wrap).toMatchObject({ key: place.id, officer: fresh.id });
    const before = unwrapRoundKey(place, recovery.holder, made.wraps[0]!.wrapped);
    expect(unwrapRoundKey(place, fresh.holder, wrap!.wrapped)).toEqual(before);
  });

  it('gives nothing to a key that a server slipped in', () => {
    const did = rewrap(taskFor(fresh.sign(newRoot().privateKey)), recovery.holder, root.publicKey, today);
    expect(did).toMatchObject({ opened: 1, wraps: 0, refused: 1 });
  });

  it('says which keys do not open, and takes no other text', () => {
    const did = rewrap(taskFor(fresh.sign(root.privateKey)), fresh.holder, root.publicKey, today);
    expect(did).toMatchObject({ opened: 0, failed: [place.id], wraps: 0 });
    expect(rewrap('{}', recovery.holder, null, today)).toBeNull();
    expect(readRewrapResult('[]')).toBeNull();
  });
});

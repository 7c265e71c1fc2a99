import { argon2id } from '@noble/hashes/argon2.js';
import { expect, it } from 'vitest';
import { framed, fromBase64url, toBase64url } from '~/platform/crypto/bytes.server';
import { publicKeyOf } from '~/platform/crypto/hpke.server';
import { unseal } from '~/platform/crypto/sealed.server';
import { makeKeyFile, openKeyFile, publicHalf } from '~/vault/key-file.server';
import { keyFileFields } from '~/vault/vault-places';

const PASSPHRASE = 'seven goats on a hill';

it('opens with its passphrase alone, to the half that belongs to it', async () => {
  const { publicKey, text } = await makeKeyFile(PASSPHRASE);
  expect(publicHalf(text)).toBe(publicKey);
  const opened = await openKeyFile(text, `${PASSPHRASE} `);
  expect(toBase64url(publicKeyOf(opened!.privateKey))).toBe(publicKey);
  expect(await openKeyFile(text, 'seven goats on a hilL')).toBeNull();
  const other = (await makeKeyFile(PASSPHRASE)).publicKey;
  expect(await openKeyFile(text.replace(publicKey, other), PASSPHRASE)).toBeNull();
  expect(await openKeyFile('{}', PASSPHRASE)).toBeNull();
});

it('asks for no less work than was agreed, whatever a changed file says', async () => {
  const { text } = await makeKeyFile(PASSPHRASE);
  expect(await openKeyFile(text.replace('"passes": 3', '"passes": 1'), PASSPHRASE)).toBeNull();
  await expect(makeKeyFile('too short')).rejects.toThrow(RangeError);
});

it('is argon2id as another implementation computes it', async () => {
  const { publicKey, text } = await makeKeyFile(PASSPHRASE);
  const file = JSON.parse(text) as { salt: string; sealed: string; memory: number; passes: number; lanes: number };
  const key = argon2id(PASSPHRASE, fromBase64url(file.salt)!, {
    m: file.memory,
    t: file.passes,
    p: file.lanes,
    dkLen: 32,
  });
  expect(unseal(key, framed(...keyFileFields(publicKey)), fromBase64url(file.sealed)!)).toHaveLength(32);
});

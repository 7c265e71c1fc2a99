import { expect, it } from 'vitest';
import { readConfig } from '~/platform/config.server';
import { readVaultRoots, rootOf } from '~/platform/vault-roots';
import { newRoot } from '~/vault/certificate.server';

const [one, other] = [newRoot().publicKey, newRoot().publicKey];

it('takes one root for all, and one for each mission', () => {
  expect(rootOf(readVaultRoots(one).roots, 'kanem')).toBe(one);
  const { roots, problems } = readVaultRoots(` kanem=${one}, logone = ${other} `);
  expect(problems).toEqual([]);
  expect([rootOf(roots, 'kanem'), rootOf(roots, 'logone'), rootOf(roots, 'elsewhere')]).toEqual([one, other, null]);
  expect(rootOf(readVaultRoots(`*=${one},kanem=${other}`).roots, 'kanem')).toBe(other);
  expect(rootOf(readVaultRoots(null).roots, 'constructor')).toBeNull();
});

it.each([`${one}x`, one.slice(1), `kanem=`, `Kanem=${one}`, `kanem=${one},kanem=${one}`, `${one.slice(0, 42)}B`])(
  'stops the start at %s',
  (text) => {
    const reading = readConfig({ NODE_ENV: 'test', VAULT_ROOT: text });
    expect(reading).toMatchObject({ ok: false, problems: [expect.stringMatching(/^VAULT_ROOT: /)] });
  },
);

import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url, utf8 } from '~/platform/crypto/bytes.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import { fingerprint, issueCertificate, newRoot, readCertificate, type KeyStatement } from '~/vault/certificate.server';

const root = newRoot();
const use = { root: root.publicKey, mission: 'kanem', today: '2026-03-02' };
const statement: KeyStatement = {
  kind: 'officer',
  key: toBase64url(newDeskPair().publicKey),
  label: 'desk-2',
  missions: ['kanem', 'logone'],
  issued: '2026-01-01',
  expires: '2026-12-31',
};
const signed = (more: Partial<KeyStatement> = {}) => issueCertificate(root.privateKey, { ...statement, ...more });
const refusal = (text: string, more: Partial<typeof use> = {}) => {
  const read = readCertificate(text, { ...use, ...more });
  return read.ok ? 'accepted' : read.refusal;
};

describe('a signed key', () => {
  it('is read, also when a mail program broke its line', () => {
    expect(readCertificate(signed(), use)).toEqual({ ok: true, value: statement });
    expect(refusal(signed().replace(/(.{60})/g, '$1\r\n '))).toBe('accepted');
    expect(refusal(signed({ missions: ['*'] }), { mission: 'elsewhere' })).toBe('accepted');
  });

  it.each([
    ['another root', signed(), { root: newRoot().publicKey }, 'officer_key.not_signed'],
    ['another mission', signed(), { mission: 'elsewhere' }, 'officer_key.other_mission'],
    ['the day after', signed(), { today: '2027-01-01' }, 'officer_key.not_in_force'],
    ['the day before', signed(), { today: '2025-12-31' }, 'officer_key.not_in_force'],
    ['nothing', '', {}, 'officer_key.unreadable'],
    ['two parts', signed().split('.').slice(0, 2).join('.'), {}, 'officer_key.unreadable'],
  ] as const)('is refused for %s', (_why, text, more, refused) => {
    expect(refusal(text, more)).toBe(refused);
  });

  it('is refused where no root is configured', () => {
    expect(readCertificate(signed(), { ...use, root: null })).toMatchObject({ refusal: 'officer_key.no_root' });
  });

  it('is refused when its statement is another than the signed one', () => {
    const [prefix, , signature] = signed().split('.');
    const other = toBase64url(utf8(JSON.stringify({ ...statement, missions: ['*'] })));
    expect(refusal([prefix, other, signature].join('.'))).toBe('officer_key.not_signed');
  });

  it('bears no name: labels are short codes', () => {
    expect(() => signed({ label: 'Amina Haroun' })).toThrow();
    expect(() => signed({ key: 'short' })).toThrow();
    expect(() => signed({ missions: [] })).toThrow();
  });
});

it('shows fingerprints that people can compare', () => {
  const shown = fingerprint(fromBase64url(root.publicKey)!);
  expect(shown).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
});

import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hpkeOpen, hpkeSeal } from '~/platform/crypto/hpke.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';

const library = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const buffer = (one: Uint8Array) => new Uint8Array(one).buffer;
const anyBytes = fc.uint8Array({ maxLength: 300 });
const desk = newDeskPair();

describe('HPKE on node:crypto', () => {
  it('opens the vector of RFC 9180, appendix A.2.1 (first message)', () => {
    const opened = hpkeOpen(
      bytes('8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb'),
      bytes('4f6465206f6e2061204772656369616e2055726e'),
      bytes('436f756e742d30'),
      {
        enc: bytes('1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a'),
        ciphertext: bytes('1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28'),
      },
    );
    expect(Buffer.from(opened ?? []).toString('utf8')).toBe('Beauty is truth, truth beauty');
  });

  it('is opened by the library', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anyBytes, anyBytes, async (plaintext, info, associated) => {
        const { enc, ciphertext } = hpkeSeal(desk.publicKey, info, associated, plaintext);
        const recipientKey = await library.kem.importKey('raw', buffer(desk.privateKey), false);
        const opened = await library.open(
          { recipientKey, enc: buffer(enc), info: buffer(info) },
          buffer(ciphertext),
          buffer(associated),
        );
        expect(new Uint8Array(opened)).toEqual(plaintext);
      }),
      { numRuns: 30 },
    );
  });

  it('opens what the library sealed', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anyBytes, anyBytes, async (plaintext, info, associated) => {
        const recipientPublicKey = await library.kem.importKey('raw', buffer(desk.publicKey), true);
        const { enc, ct } = await library.seal(
          { recipientPublicKey, info: buffer(info) },
          buffer(plaintext),
          buffer(associated),
        );
        const message = { enc: new Uint8Array(enc), ciphertext: new Uint8Array(ct) };
        expect(new Uint8Array(hpkeOpen(desk.privateKey, info, associated, message) ?? [1])).toEqual(plaintext);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses every changed bit, another key, and a key of small order', () => {
    const none = new Uint8Array(0);
    const { enc, ciphertext } = hpkeSeal(desk.publicKey, none, none, bytes('0102'));
    fc.assert(
      fc.property(fc.nat(ciphertext.length * 8 - 1), (bit) => {
        const changed = new Uint8Array(ciphertext);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(hpkeOpen(desk.privateKey, none, none, { enc, ciphertext: changed })).toBeNull();
      }),
    );
    expect(hpkeOpen(newDeskPair().privateKey, none, none, { enc, ciphertext })).toBeNull();
    expect(() => hpkeSeal(new Uint8Array(32), none, none, none)).toThrow();
  });
});

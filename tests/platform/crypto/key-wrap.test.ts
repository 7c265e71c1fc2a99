import { createDecipheriv, createPrivateKey, createPublicKey, createHmac, diffieHellman } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { framed } from '~/platform/crypto/bytes.server';
import { EnvelopeError, newDataKey } from '~/platform/crypto/envelope.server';
import { unwrapForAnswers, unwrapForDesk, wrapForAnswers, wrapForDesk } from '~/platform/crypto/key-wrap.server';
import { newDeskPair, newSecret } from '~/platform/crypto/keyring-rings.server';

const place = { record: 'item-1', epoch: 12 };
const desk = newDeskPair();

function faultOf(error: unknown): unknown {
  return error instanceof EnvelopeError ? error.fault : error;
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/**
 * RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, written from the standard: whatever
 * becomes of the library, a wrapped key can be opened.
 */
function openByTheStandard(
  secretKey: Uint8Array,
  enc: Uint8Array,
  sealed: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
) {
  const empty = new Uint8Array(0);
  const kem = Buffer.concat([Buffer.from('KEM'), Buffer.from([0, 0x20])]);
  const hpke = Buffer.concat([Buffer.from('HPKE'), Buffer.from([0, 0x20, 0, 1, 0, 3])]);
  const extract = (suite: Buffer, salt: Uint8Array, label: string, input: Uint8Array) =>
    hmac(salt, Buffer.from('HPKE-v1'), suite, Buffer.from(label), input);
  const expand = (suite: Buffer, key: Uint8Array, label: string, context: Uint8Array, length: number) => {
    const head = Buffer.from([0, length]);
    return hmac(key, head, Buffer.from('HPKE-v1'), suite, Buffer.from(label), context, Buffer.from([1])).subarray(
      0,
      length,
    );
  };
  const d = Buffer.from(secretKey).toString('base64url');
  const x = Buffer.from(enc).toString('base64url');
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', d, x }, format: 'jwk' });
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
  const own = Buffer.from(desk.publicKey);
  const shared = extract(kem, empty, 'eae_prk', diffieHellman({ privateKey, publicKey }));
  const secret = expand(kem, shared, 'shared_secret', Buffer.concat([enc, own]), 32);
  const context = Buffer.concat([
    Buffer.from([0]),
    extract(hpke, empty, 'psk_id_hash', empty),
    extract(hpke, empty, 'info_hash', info),
  ]);
  const schedule = extract(hpke, secret, 'secret', empty);
  const key = expand(hpke, schedule, 'key', context, 32);
  const nonce = expand(hpke, schedule, 'base_nonce', context, 12);
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  decipher.setAAD(aad, { plaintextLength: 32 });
  decipher.setAuthTag(sealed.subarray(32));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()]));
}

describe('a data key wrapped for the desk', () => {
  it('opens with the desk’s private key', async () => {
    const dataKey = newDataKey();
    const wrapped = await wrapForDesk(desk.publicKey, dataKey, place);
    expect(await unwrapForDesk(desk.privateKey, wrapped, place)).toEqual(dataKey);
    expect(wrapped).toHaveLength(81);
    expect(wrapped[0]).toBe(16);
  });

  it('is HPKE as the standard has it', async () => {
    const dataKey = newDataKey();
    const wrapped = await wrapForDesk(desk.publicKey, dataKey, place);
    const info = framed('answerable/wrap/desk/v1');
    const aad = framed('answerable/wrap/v1', 'item-1', '12');
    const opened = openByTheStandard(desk.privateKey, wrapped.subarray(1, 33), wrapped.subarray(33), info, aad);
    expect(opened).toEqual(dataKey);
  });

  it('opens for no other key, record or epoch', async () => {
    const wrapped = await wrapForDesk(desk.publicKey, newDataKey(), place);
    const attempts = [
      unwrapForDesk(newDeskPair().privateKey, wrapped, place),
      unwrapForDesk(desk.privateKey, wrapped, { ...place, record: 'item-2' }),
      unwrapForDesk(desk.privateKey, wrapped, { ...place, epoch: 13 }),
      unwrapForDesk(desk.privateKey, wrapped, { record: 'item-11', epoch: 2 }),
    ];
    for (const attempt of attempts) expect(await attempt.catch(faultOf)).toBe('envelope.not_authentic');
  });

  it('does not open after a change of any byte, nor cut', async () => {
    const wrapped = await wrapForDesk(desk.publicKey, newDataKey(), place);
    for (let at = 0; at < wrapped.length; at++) {
      const changed = wrapped.with(at, wrapped[at]! ^ 2);
      const fault = at === 0 ? 'envelope.unknown_suite' : 'envelope.not_authentic';
      expect(await unwrapForDesk(desk.privateKey, changed, place).catch(faultOf)).toBe(fault);
    }
    expect(await unwrapForDesk(desk.privateKey, wrapped.slice(0, 80), place).catch(faultOf)).toBe('envelope.malformed');
    expect(await unwrapForDesk(desk.privateKey, new Uint8Array(0), place).catch(faultOf)).toBe('envelope.malformed');
  });

  it('has nothing in common with the wrapped key of another record of the same submission', async () => {
    const dataKey = newDataKey();
    const [one, other] = await Promise.all([1, 2].map(() => wrapForDesk(desk.publicKey, dataKey, place)));
    expect(one!.slice(1, 33)).not.toEqual(other!.slice(1, 33));
    expect(one!.slice(33)).not.toEqual(other!.slice(33));
  });

  it('is refused when it is no data key', async () => {
    await expect(wrapForDesk(desk.publicKey, new Uint8Array(31), place)).rejects.toThrow(RangeError);
  });
});

describe('a data key wrapped for answers', () => {
  const answerKey = newSecret();

  it('opens with the answer key, and for no other key, record or epoch', () => {
    const dataKey = newDataKey();
    const wrapped = wrapForAnswers(answerKey, dataKey, place);
    expect(unwrapForAnswers(answerKey, wrapped, place)).toEqual(dataKey);
    const attempts = [
      () => unwrapForAnswers(newSecret(), wrapped, place),
      () => unwrapForAnswers(answerKey, wrapped, { ...place, record: 'item-2' }),
      () => unwrapForAnswers(answerKey, wrapped, { ...place, epoch: 13 }),
      () => unwrapForAnswers(answerKey, wrapped.with(40, wrapped[40]! ^ 1), place),
    ];
    for (const attempt of attempts) expect(attempt).toThrow('envelope.not_authentic');
    expect(() => unwrapForAnswers(answerKey, wrapped.slice(0, 30), place)).toThrow('envelope.malformed');
  });

  it('is not mistaken for one wrapped for the desk', async () => {
    const forDesk = await wrapForDesk(desk.publicKey, newDataKey(), place);
    const forAnswers = wrapForAnswers(answerKey, newDataKey(), place);
    expect(() => unwrapForAnswers(answerKey, forDesk, place)).toThrow('envelope.unknown_suite');
    expect(await unwrapForDesk(desk.privateKey, forAnswers, place).catch(faultOf)).toBe('envelope.unknown_suite');
    expect(() => wrapForAnswers(answerKey, new Uint8Array(33), place)).toThrow(RangeError);
  });
});

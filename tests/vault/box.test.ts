import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { newDataKey } from '~/platform/crypto/envelope.server';
import { BOX_BYTES, BOX_CONTENT_BYTES, openBox, sealBox, sealZeros } from '~/vault/box.server';

describe('a box of the vault', () => {
  it('has 1,024 bytes, with and without an identity', () => {
    expect(BOX_BYTES).toBe(1024);
    expect(sealZeros(newDataKey(), 'h')).toHaveLength(1024);
    expect(sealBox(newDataKey(), 'h', randomBytes(BOX_CONTENT_BYTES))).toHaveLength(1024);
  });

  it('opens to what was put in, under its own key and handle only', () => {
    const key = newDataKey();
    const content = new Uint8Array(randomBytes(BOX_CONTENT_BYTES));
    const box = sealBox(key, 'h', content);
    expect(openBox(key, 'h', box)).toEqual(content);
    expect(openBox(key, 'h', sealZeros(key, 'h'))).toEqual(new Uint8Array(BOX_CONTENT_BYTES));
    expect(() => openBox(key, 'other', box)).toThrow('envelope.not_authentic');
    expect(() => openBox(newDataKey(), 'h', box)).toThrow('envelope.not_authentic');
  });

  it('does not look empty when it is', () => {
    const [one, other] = [1, 2].map(() => sealZeros(newDataKey(), 'h'));
    const alike = one!.filter((byte, at) => byte === other![at]).length;
    expect(alike).toBeLessThan(40);
    expect(one!.filter((byte) => byte === 0).length).toBeLessThan(40);
  });

  it('takes no content of another length, which would show', () => {
    expect(() => sealBox(newDataKey(), 'h', new Uint8Array(0))).toThrow(RangeError);
    expect(() => sealBox(newDataKey(), 'h', new Uint8Array(BOX_CONTENT_BYTES + 1))).toThrow(RangeError);
  });
});

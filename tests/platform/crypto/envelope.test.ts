import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  ENVELOPE_OVERHEAD,
  EnvelopeError,
  newDataKey,
  openBytes,
  openText,
  sealBytes,
  sealText,
  type EnvelopeFault,
} from '~/platform/crypto/envelope.server';

const key = newDataKey();
const place = { table: 'item', record: 'r1', field: 'text' };

/** What opening says, or the fault it throws. */
function outcome(open: () => unknown): unknown {
  try {
    return open();
  } catch (error) {
    return error instanceof EnvelopeError ? error.fault : error;
  }
}

const notAuthentic: EnvelopeFault = 'envelope.not_authentic';

describe('a sealed text', () => {
  it('opens to itself, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const sealed = sealText(key, place, text);
        expect(openText(key, place, sealed)).toBe(text);
      }),
    );
  });

  it('opens under no other key, table, record or field', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (table, record, field) => {
        const here = { table, record, field };
        const sealed = sealText(key, here, 'words');
        const elsewhere = [
          { ...here, table: `${table}x` },
          { ...here, record: `${record}x` },
          { ...here, field: `${field}x` },
          { table: table + record, record: '', field },
          { table: record, record: table, field },
        ].filter((other) => JSON.stringify(other) !== JSON.stringify(here));
        for (const other of elsewhere) expect(outcome(() => openText(key, other, sealed))).toBe(notAuthentic);
      }),
    );
    expect(outcome(() => openText(newDataKey(), place, sealText(key, place, 'words')))).toBe(notAuthentic);
  });

  it('does not open after any change of any byte, nor cut at any length', () => {
    const sealed = sealText(key, place, 'words');
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.with(at, sealed[at]! ^ 4);
      const fault: EnvelopeFault = at === 0 ? 'envelope.unknown_suite' : notAuthentic;
      expect(outcome(() => openText(key, place, changed))).toBe(fault);
      expect(outcome(() => openText(key, place, sealed.slice(0, at)))).toBe(
        at < ENVELOPE_OVERHEAD ? 'envelope.malformed' : notAuthentic,
      );
    }
  });

  it('is different each time, and shows nothing of its words', () => {
    const [one, other] = [sealText(key, place, 'abcdefgh'), sealText(key, place, 'abcdefgh')];
    expect(one).not.toEqual(other);
    expect(Buffer.from(one).includes('abcd')).toBe(false);
  });

  it('fails without telling what was inside or which key was tried', () => {
    const sealed = sealText(key, place, 'the plain words').with(20, 0).with(21, 0);
    let error: unknown;
    try {
      openText(key, place, sealed);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(EnvelopeError);
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(['fault', 'message', 'name', 'stack']);
    expect((error as Error).message).toBe(notAuthentic);
  });
});

describe('sealed bytes', () => {
  it('open to themselves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(openBytes(key, place, sealBytes(key, place, bytes))).toEqual(bytes);
      }),
    );
  });
});

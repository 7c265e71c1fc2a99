import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bodyTag, canonicalBody, type BodyFields } from '~/participants/canonical-body.server';

/** Few characters, so that two bodies are often alike, or nearly. */
const text = fc.string({
  unit: fc.constantFrom('a', ',', '"', '\\', '\n', '\r', '\u00e9', 'e\u0301', '\ud800'),
  maxLength: 3,
});
const bodies: fc.Arbitrary<BodyFields> = fc.dictionary(text, fc.oneof(text, fc.array(text, { maxLength: 3 })), {
  maxKeys: 2,
});

/** What must count as the same body, said in another way than the code says it. */
function reading(fields: BodyFields): Map<string, string[]> {
  const read = (value: string) => value.split('\r\n').join('\n').split('\r').join('\n').normalize('NFC');
  return new Map(Object.keys(fields).map((name) => [name, [fields[name] ?? []].flat().map(read)]));
}

describe('the canonical body', () => {
  it('is the same for the same fields in any order', () => {
    fc.assert(
      fc.property(bodies, (fields) => {
        expect(canonicalBody(Object.fromEntries(Object.entries(fields).reverse()))).toEqual(canonicalBody(fields));
      }),
    );
  });

  it('is the same exactly for bodies that read the same', () => {
    fc.assert(
      fc.property(bodies, bodies, (one, other) => {
        let alike = true;
        try {
          expect(reading(one)).toEqual(reading(other));
        } catch {
          alike = false;
        }
        expect(Buffer.compare(canonicalBody(one), canonicalBody(other)) === 0).toBe(alike);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps apart what a careless joining would mix', () => {
    const all: BodyFields[] = [
      {},
      { a: '' },
      { a: [] },
      { a: 'b' },
      { a: ['b', ''] },
      { a: ['', 'b'] },
      { a: 'b","c' },
      { a: ['b', 'c'] },
      { a: ['c', 'b'] },
      { ab: '' },
      { a: 'b ' },
      { a: 'B' },
      { a: '\ud800' },
      { a: '\udc00' },
      { a: '\ufffd' },
      { a: '\\ud800' },
    ];
    expect(new Set(all.map((fields) => Buffer.from(canonicalBody(fields)).toString('hex'))).size).toBe(all.length);
  });

  it('does not depend on line ends, nor on how an accent was composed, nor on a list of one', () => {
    expect(canonicalBody({ a: 'x\r\ny\rz' })).toEqual(canonicalBody({ a: 'x\ny\nz' }));
    expect(canonicalBody({ a: 'caf\u00e9' })).toEqual(canonicalBody({ a: 'cafe\u0301' }));
    expect(canonicalBody({ a: 'x' })).toEqual(canonicalBody({ a: ['x'] }));
  });
});

describe('the body’s tag', () => {
  it('is the same for the same body under the same form, and another for another form or body', () => {
    const nonce = randomBytes(32);
    const body = canonicalBody({ a: 'x' });
    expect(bodyTag(nonce, body)).toEqual(bodyTag(nonce, canonicalBody({ a: 'x' })));
    expect(bodyTag(nonce, body)).toHaveLength(32);
    expect(bodyTag(nonce, canonicalBody({ a: 'y' }))).not.toEqual(bodyTag(nonce, body));
    expect(bodyTag(randomBytes(32), body)).not.toEqual(bodyTag(nonce, body));
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCodebook } from '~/feedback/codebook-file';

const excerpt = () =>
  JSON.parse(readFileSync(new URL('../fixtures/coding-framework-excerpt.json', import.meta.url), 'utf8')) as {
    name: unknown;
    types: { name?: unknown; categories: { name: string; codes: { name: string }[] }[] }[];
  };

describe('a codebook file', () => {
  it('gives its codes in their order, with type and category', () => {
    const reading = readCodebook(excerpt());
    expect(reading).toEqual({
      ok: true,
      codebook: {
        slug: 'covid-19',
        title: 'COVID-19',
        edition: '1',
        source: 'COVID-19',
        codes: [
          { kind: 'Encouragement or praise', category: 'Statement of thanks', label: 'Statement of thanks' },
          {
            kind: 'Encouragement or praise',
            category: 'Statement of encouragement',
            label: 'Statement of encouragement',
          },
          { kind: 'Question', category: 'Questions about the response', label: 'Statement of thanks' },
          { kind: 'Question', category: 'Questions about the response', label: 'Other' },
        ],
      },
    });
  });

  it('may name its edition and source, and a title in any script', () => {
    const reading = readCodebook({ ...excerpt(), name: 'إطار الترميز', edition: '2026', source: 'IFRC' });
    expect(reading.ok && [reading.codebook.slug, reading.codebook.edition, reading.codebook.source]).toEqual([
      'codebook',
      '2026',
      'IFRC',
    ]);
  });

  it('is refused with each problem at its place', () => {
    const file = excerpt();
    file.types[0]!.name = ' ';
    file.types[0]!.categories[1]!.codes = [];
    file.types[1]!.categories[0]!.codes.push({ name: 'Other' });
    (file.types as unknown[]).push('text');
    const reading = readCodebook(file);
    expect(reading.ok ? [] : reading.problems).toEqual([
      { row: 'types[2]', problem: 'not_an_object' },
      { row: 'types[0].name', problem: 'missing' },
      { row: 'types[0].categories[1].codes', problem: 'nothing_inside' },
      { row: 'types[1].categories[0].codes[2]', problem: 'twice' },
      { row: 'types[2].name', problem: 'missing' },
      { row: 'types[2].categories', problem: 'missing' },
    ]);
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readCodebook(value).ok).toBe(false);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { cellText, reportLines, tableLines } from './table-text';

describe('a cell', () => {
  it('has the places of its column and commas', () => {
    expect(cellText(12345.678, { places: 1 })).toBe('12,345.7');
    expect(cellText(2, {})).toBe('2');
  });

  it('shows what is no number as a dash, and nothing as nothing', () => {
    expect(cellText(NaN, {})).toBe('-');
    expect(cellText(null, {})).toBe('');
    expect(cellText('as it is', { places: 3 })).toBe('as it is');
  });
});

describe('a table', () => {
  const table = {
    title: 'Rates',
    columns: [{ name: 'side' }, { name: 'per second', places: 1 }],
    rows: [
      ['program', 12.34],
      ['database', 1234],
    ],
  };

  it('sets numbers to the right and texts to the left', () => {
    expect(tableLines(table)).toEqual([
      'Rates',
      'side      per second',
      '--------  ----------',
      'program         12.3',
      'database     1,234.0',
    ]);
  });

  it('counts letters, not the marks upon them', () => {
    const [, , , first, second] = tableLines({ ...table, rows: [['cafe\u0301', 1], ['cafe', 1]] }); // prettier-ignore
    expect(first!.normalize('NFC').length).toBe(second!.length);
  });

  it('stands without rows', () => {
    expect(tableLines({ ...table, rows: [] })).toHaveLength(3);
  });
});

it('a report tells how it was measured and what was missed', () => {
  const verdicts = [
    { says: 'at least 8 %', met: true },
    { says: 'at most 5 s', met: false },
  ];
  const text = reportLines('submit', { tables: [], method: ['Measured with care.'], verdicts }).join('\n');
  expect(text).toContain('== submit ==');
  expect(text).toContain('Measured with care.');
  expect(text).toMatch(/met +at least 8 %/);
  expect(text).toMatch(/MISSED +at most 5 s/);
});

import type { Cell, Column, Report, Table } from './benchmark';

/** A number with its places and a comma at every thousand, wherever the machine stands; nothing for what is not there. */
export function cellText(cell: Cell, { places = 0 }: Pick<Column, 'places'>): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '-';
  return cell.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** How many columns of a terminal a text takes: marks take none. */
const width = (text: string): number => [...text.replace(/\p{M}/gu, '')].length;

/** A table as lines: numbers to the right, texts to the left, a rule below the head. */
export function tableLines({ title, columns, rows }: Table): string[] {
  const texts = rows.map((row) => columns.map((column, at) => cellText(row[at] ?? null, column)));
  const widths = columns.map(({ name }, at) => Math.max(width(name), ...texts.map((row) => width(row[at]!))));
  const isRight = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const gap = ' '.repeat(widths[at]! - width(cell));
        return isRight[at] ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return [title, line(columns.map(({ name }) => name)), widths.map((one) => '-'.repeat(one)).join('  '), ...texts.map(line)]; // prettier-ignore
}

/** A whole report for people: tables, how they were measured, and what was to be reached. */
export function reportLines(name: string, { tables, method, verdicts }: Report): string[] {
  return [
    `== ${name} ==`,
    '',
    ...tables.flatMap((table) => [...tableLines(table), '']),
    ...method.map((one) => `  ${one}`),
    '',
    ...verdicts.map(({ says, met }) => `  ${met ? 'met   ' : 'MISSED'}  ${says}`),
    '',
  ];
}

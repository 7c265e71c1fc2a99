/** In px at 13 px type. */
export const LABEL_WIDTH = 112;
export const MOST_LINES = 3;

/** Breaks a label into at most three lines by estimated width; a rest that does not fit ends in "…" (the table has it all). */
export function wrapLabel(label: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of label.split(/\s+/u).filter(Boolean).flatMap(pieces)) {
    const longer = line ? `${line} ${word}` : word;
    if (textWidth(longer) <= LABEL_WIDTH || !line) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line) lines.push(line);
  if (lines.length <= MOST_LINES) return lines;
  const last = characters(lines[MOST_LINES - 1]!);
  while (textWidth(`${last.join('')}…`) > LABEL_WIDTH) last.pop();
  return [...lines.slice(0, MOST_LINES - 1), `${last.join('').trimEnd()}…`];
}

/** A word wider than a line, cut between characters: long compounds, and scripts without spaces. */
function pieces(word: string): string[] {
  const cut: string[] = [''];
  for (const character of characters(word)) {
    if (textWidth(cut.at(-1)! + character) > LABEL_WIDTH) cut.push('');
    cut[cut.length - 1] += character;
  }
  return cut;
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const characters = (text: string) => [...GRAPHEMES.segment(text)].map(({ segment }) => segment);

/** An estimate, rather too wide than too narrow, of the width of a text at 13 px, in px: no fonts are known on a server. */
function textWidth(text: string): number {
  return characters(text).reduce(
    (sum, character) => sum + (/^[\u1000-\u109f\u1200-\u139f\u2e80-\u{3ffff}MWmw@%]/u.test(character) ? 12 : 6.8),
    0,
  );
}

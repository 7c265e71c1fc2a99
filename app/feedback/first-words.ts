const FIRST_WORDS = 90;
/** A word that long is cut; shorter ones stay whole. */
const LONG_WORD = 20;

/** The beginning of a text on one line, cut between words, and long words between characters as people see them. */
export function firstWords(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  if (line.length <= FIRST_WORDS) return line;
  const letters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line.slice(0, FIRST_WORDS + 20))];
  const cut = letters
    .filter(({ index, segment }) => index + segment.length <= FIRST_WORDS)
    .map(({ segment }) => segment)
    .join('');
  const lastSpace = line[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ');
  return `${(cut.length - lastSpace < LONG_WORD ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}

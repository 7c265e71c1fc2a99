import { diffArrays } from 'diff';

export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

interface Word {
  word: string;
  /** The white space that follows it. */
  space: string;
}

/** Beyond this many changed words the texts have little in common; the work grows with the square of this number. */
const MOST_CHANGES = 800;

/**
 * What changed between two texts, word by word, in any language: words are found by `Intl.Segmenter`, so also in
 * Burmese, which has no spaces. `same` and `removed` joined give the text before, to the last space; `same` and `added`
 * the text after. Words are compared without the space around them, so that a word stays the same word when only the
 * space or the full stop after it changed. Of texts too different to compare, all is removed and all added.
 */
export function wordDiff(before: string, after: string, lang: string): DiffPart[] {
  const old = words(before, lang);
  const now = words(after, lang);
  const changes = diffArrays(old.map(byWord), now.map(byWord), { maxEditLength: MOST_CHANGES });
  if (!changes)
    return tidy([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  const parts: DiffPart[] = [];
  let inOld = 0;
  let inNow = 0;
  for (const { count, added, removed } of changes) {
    const gone = added ? [] : old.slice(inOld, (inOld += count));
    const come = removed ? [] : now.slice(inNow, (inNow += count));
    if (added) parts.push({ kind: 'added', text: come.map(whole).join('') });
    else if (removed) parts.push({ kind: 'removed', text: gone.map(whole).join('') });
    else parts.push(...come.flatMap((word, index) => kept(gone[index]!, word)));
  }
  return tidy(parts);
}

const byWord = ({ word }: Word) => word;
const whole = ({ word, space }: Word) => word + space;

function kept(old: Word, now: Word): DiffPart[] {
  if (old.space === now.space) return [{ kind: 'same', text: whole(now) }];
  return [
    { kind: 'same', text: now.word },
    { kind: 'removed', text: old.space },
    { kind: 'added', text: now.space },
  ];
}

function words(text: string, lang: string): Word[] {
  // A language without data would silently take the server's own locale: name one, so that every server agrees.
  const locale = Intl.Segmenter.supportedLocalesOf(lang).length > 0 ? lang : 'en';
  const found: Word[] = [];
  for (const { segment } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    const last = found.at(-1);
    if (/^\s+$/u.test(segment) && last) last.space += segment;
    else found.push({ word: segment, space: '' });
  }
  return found;
}

/** Between two kept parts at most one removal, then one addition; neighbours of a kind become one. */
function tidy(parts: DiffPart[]): DiffPart[] {
  const tidied: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) tidied.push({ kind: 'removed', text: removed });
    if (added) tidied.push({ kind: 'added', text: added });
    removed = added = '';
  };
  for (const { kind, text } of parts) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (text) {
      flush();
      const last = tidied.at(-1);
      if (last?.kind === 'same') last.text += text;
      else tidied.push({ kind, text });
    }
  }
  flush();
  return tidied;
}

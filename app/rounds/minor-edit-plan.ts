import type { LocalizedText } from '~/i18n/localized-text';
import { done, refuse, type Result } from '~/platform/result';
import {
  untouched,
  type FormerLanguage,
  type MinorEdit,
  type MinorEditProposal,
  type SourceChange,
} from '~/rounds/minor-edit';
import { textFields, textHash, type RoundLanguage, type RoundTexts, type TextField } from '~/rounds/round-texts';

/** A round's texts about to change, and where its languages stood. */
export interface SourceEdit {
  rows: readonly RoundLanguage[];
  texts: { before: RoundTexts; after: RoundTexts };
  source: string;
  by: string;
  /** What the editor says of it. */
  minor: boolean;
  /** The minor edit that nobody has judged yet. */
  open: MinorEdit | null;
}

/** What becomes of minor edits: the one that is proposed now, and whether the open one falls. */
export interface MinorEditPlan {
  proposal: MinorEditProposal | null;
  supersedes: boolean;
}

const wordsIn = (text: LocalizedText, language: string) => (text[language] ?? '').trim();

/** The texts that a language has, by the names of their fields. */
function writtenTexts(texts: RoundTexts, language: string): Map<string, TextField> {
  return new Map(
    textFields(texts)
      .filter(({ text }) => wordsIn(text, language) !== '')
      .map((field) => [field.name, field]),
  );
}

/** Whether exactly the same texts have words: one that came or went leaves every other language short of it, or with too much. */
function sameFields({ texts, source }: SourceEdit): boolean {
  const [before, after] = [writtenTexts(texts.before, source), writtenTexts(texts.after, source)];
  return before.size === after.size && [...before.keys()].every((name) => after.has(name));
}

type Ground = Pick<MinorEditProposal, 'sourceBefore' | 'changes' | 'languages' | 'editedBy'>;

/**
 * What a minor edit begins from: the open one, while it still stands for a language, so that two corrections in a row
 * are judged as one difference; else the texts as they are.
 */
function groundOf(rows: readonly RoundLanguage[], source: string, sourceHash: string, open: MinorEdit | null): Ground {
  if (open?.sourceAfter === sourceHash) {
    const others = untouched(rows, open, source);
    const own = open.languages.filter(({ language }) => language === source);
    const stands = others.length > 0 || own.length === open.languages.length;
    if (stands) return { ...open, languages: [...own, ...others] };
  }
  const languages = rows.flatMap((row): FormerLanguage[] => {
    const { language, state } = row;
    const counts = state === 'reviewed' || (state === 'draft' && language !== source);
    return counts && row.sourceHash === sourceHash ? [{ language, state, textHash: row.textHash }] : [];
  });
  return { sourceBefore: sourceHash, changes: [], languages, editedBy: [] };
}

function changesSince(earlier: readonly SourceChange[], { texts, source }: SourceEdit): SourceChange[] {
  const before = writtenTexts(texts.before, source);
  return [...writtenTexts(texts.after, source).values()].flatMap(({ name, kind, text }) => {
    const first = earlier.find((change) => change.name === name)?.before;
    const change = {
      name,
      kind,
      before: first ?? wordsIn(before.get(name)!.text, source),
      after: wordsIn(text, source),
    };
    return change.before === change.after ? [] : [change];
  });
}

/** Whether a minor edit of the source could spare any language: otherwise there is nothing to ask the editor. */
export function sparesAnything(
  rows: readonly RoundLanguage[],
  source: string,
  sourceHash: string,
  open: MinorEdit | null,
): boolean {
  return groundOf(rows, source, sourceHash, open).languages.length > 0;
}

/**
 * What an edit makes of minor edits (G07). An edit that changes no word of the source leaves everything; any other
 * change of the source lets the open one fall, unless it is minor too and goes on from it. Refuses to call minor what
 * adds or takes away a text.
 */
export function planMinorEdit(edit: SourceEdit): Result<MinorEditPlan> {
  const [before, after] = [textHash(edit.texts.before, edit.source), textHash(edit.texts.after, edit.source)];
  if (before === after) return done({ proposal: null, supersedes: false });
  const plain: MinorEditPlan = { proposal: null, supersedes: edit.open !== null };
  if (!edit.minor) return done(plain);
  if (!sameFields(edit)) return refuse('round_text.not_minor');
  const ground = groundOf(edit.rows, edit.source, before, edit.open);
  // Two corrections that cancel each other leave no difference that anybody could confirm.
  if (ground.languages.length === 0 || ground.sourceBefore === after) return done(plain);
  const proposal: MinorEditProposal = {
    sourceBefore: ground.sourceBefore,
    sourceAfter: after,
    changes: changesSince(ground.changes, edit),
    languages: ground.languages.map((one) => (one.language === edit.source ? { ...one, textHash: after } : one)),
    editedBy: [...new Set([...ground.editedBy, edit.by])],
  };
  return done({ ...plain, proposal });
}

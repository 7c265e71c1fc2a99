import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { RoundLanguage, TextField } from '~/rounds/round-texts';

export const MINOR_EDIT_STATES = ['proposed', 'confirmed', 'refused', 'superseded'] as const;
export type MinorEditState = (typeof MINOR_EDIT_STATES)[number];

/** One text of the source, before and after. */
export interface SourceChange {
  name: string;
  kind: TextField['kind'];
  before: string;
  after: string;
}

/** What a language was before the edit. `textHash` of its words: other words since, and nothing comes back to them. */
export interface FormerLanguage {
  language: string;
  state: 'draft' | 'reviewed';
  textHash: string;
}

/** An edit of the source that its editors call minor, and the languages that it outdated (G07). */
export interface MinorEditProposal {
  sourceBefore: string;
  sourceAfter: string;
  changes: readonly SourceChange[];
  /** The source is among them where it was reviewed. */
  languages: readonly FormerLanguage[];
  editedBy: readonly string[];
}

export interface MinorEdit extends MinorEditProposal {
  id: string;
  state: MinorEditState;
  proposedOn: Day;
  judgedOn: Day | null;
}

/** A minor edit as the desk shows it. */
export interface MinorEditView extends Pick<MinorEdit, 'id' | 'state' | 'judgedOn' | 'changes'> {
  /** The languages that a confirmation brings back. */
  returning: readonly string[];
  mayJudge: boolean;
  /** Why the reader, who may judge others, cannot judge this one. */
  refusal: Refusal | null;
}

/** Whether nobody has touched a language since the edit outdated it. */
function isUntouched(row: RoundLanguage | undefined, former: FormerLanguage, sourceBefore: string): boolean {
  return row?.state === 'outdated' && row.sourceHash === sourceBefore && row.textHash === former.textHash;
}

/** The languages that an edit outdated and that nobody has touched since; without the source. */
export function untouched(rows: readonly RoundLanguage[], edit: MinorEditProposal, source: string): FormerLanguage[] {
  return edit.languages.filter(
    (former) =>
      former.language !== source &&
      isUntouched(
        rows.find((row) => row.language === former.language),
        former,
        edit.sourceBefore,
      ),
  );
}

/** The languages that a confirmation would bring back to the state they had. */
export function returningLanguages(rows: readonly RoundLanguage[], edit: MinorEdit, source: string): string[] {
  const own = rows.find((row) => row.language === source);
  const ownReturns = own?.state === 'draft' && own.textHash === edit.sourceAfter;
  return [
    ...(ownReturns && edit.languages.some(({ language }) => language === source) ? [source] : []),
    ...untouched(rows, edit, source).map(({ language }) => language),
  ];
}

/** Why somebody cannot judge a minor edit now; null when they can. It takes somebody who edited none of it. */
export function judgingRefusal(edit: MinorEdit | null, sourceHash: string, judge: string): Refusal | null {
  if (edit?.state !== 'proposed') return 'round_text.no_minor_edit';
  if (edit.sourceAfter !== sourceHash) return 'round_text.changed_since';
  return edit.editedBy.includes(judge) ? 'round_text.editor_judges' : null;
}

/**
 * Where every language stands once a second person has confirmed that the edit changes no meaning: as before, made from
 * the source as it is now. The source, if it was reviewed, is reviewed by whoever confirmed: they read every word that
 * changed. What anybody touched in between stays as it is.
 */
export function languagesAfterConfirming(
  rows: readonly RoundLanguage[],
  edit: MinorEdit,
  source: string,
  review: { by: string; on: Day },
): RoundLanguage[] {
  const returning = returningLanguages(rows, edit, source);
  return rows.map((row) => {
    const former = edit.languages.find(({ language }) => language === row.language);
    if (!former || !returning.includes(row.language)) return row;
    const { state } = former;
    if (row.language === source) return { ...row, state, reviewedBy: review.by, reviewedOn: review.on };
    return { ...row, state, sourceHash: edit.sourceAfter };
  });
}

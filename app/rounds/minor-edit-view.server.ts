import type { Staff } from '~/auth/staff.server';
import type { Db } from '~/platform/db.server';
import { judgingRefusal, returningLanguages, type MinorEditView } from '~/rounds/minor-edit';
import { latestMinorEdit } from '~/rounds/minor-edit-store.server';
import { isBeforeOpening, type Round } from '~/rounds/round';
import { textHash, type RoundLanguage, type RoundTexts } from '~/rounds/round-texts';

/**
 * The minor edit that made the source what it is now, waiting or judged; null when there is none, and when nothing hangs
 * on it any more.
 */
export async function minorEditView(
  db: Db,
  staff: Staff,
  { round, texts, rows }: { round: Round; texts: RoundTexts; rows: readonly RoundLanguage[] },
): Promise<MinorEditView | null> {
  if (!isBeforeOpening(round)) return null;
  const edit = await latestMinorEdit(db, round.id);
  const sourceHash = textHash(texts, round.sourceLanguage);
  if (edit?.sourceAfter !== sourceHash || edit.state === 'superseded') return null;
  const { id, state, judgedOn, changes } = edit;
  const waits = state === 'proposed';
  const returning = waits ? returningLanguages(rows, edit, round.sourceLanguage) : [];
  if (waits && returning.length === 0) return null;
  const mayJudge = waits && staff.may('translation.review', { roundId: round.id, programId: round.programId });
  const refusal = judgingRefusal(edit, sourceHash, staff.accountId);
  return { id, state, judgedOn, changes, returning, mayJudge, refusal };
}

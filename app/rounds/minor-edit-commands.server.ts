import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { judgingRefusal, languagesAfterConfirming, returningLanguages } from '~/rounds/minor-edit';
import { latestMinorEdit } from '~/rounds/minor-edit-store.server';
import { endMinorEdit } from '~/rounds/minor-edit-writes.server';
import { isBeforeOpening } from '~/rounds/round';
import { languagesOf, questionsOf, roundById, textsOfRound } from '~/rounds/round-store.server';
import { textHash } from '~/rounds/round-texts';
import { saveLanguages, saveRound } from '~/rounds/round-writes.server';

export interface Judgement {
  /** The edit whose difference the person had before them. */
  editId: string;
  verdict: 'confirmed' | 'refused';
}

/**
 * A second person says whether an edit of the source changes no meaning (G07). Confirmed, the languages that it outdated
 * stand as before, except those that somebody touched since; refused, they stay outdated. Refuses whoever made the edit
 * or a part of it, an edit that is judged already or fell with a later one, another edit than the one that was shown,
 * and a round that has opened.
 */
export async function judgeMinorEdit(
  staff: Staff,
  roundId: string,
  { editId, verdict }: Judgement,
): Promise<Result<{ languages: string[] }>> {
  const loaded = await readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    if (!round) return null;
    const [questions, rows] = [await questionsOf(db, roundId), await languagesOf(db, roundId)];
    return { round, rows, texts: textsOfRound(round, questions), edit: await latestMinorEdit(db, roundId) };
  });
  if (!loaded) return refuse('round.not_found');
  const { round, rows, texts, edit } = loaded;
  const { sourceLanguage: source } = round;
  const over = { roundId, programId: round.programId };
  if (!staff.may('translation.review', over)) return refuse('workflow.not_allowed');
  if (!isBeforeOpening(round)) return refuse('round_text.fixed');
  const refusal = judgingRefusal(edit, textHash(texts, source), staff.accountId);
  if (!edit || refusal) return refuse(refusal ?? 'round_text.no_minor_edit');
  if (edit.id !== editId) return refuse('round_text.changed_since');
  const today = dayOf(now());
  const confirmed = verdict === 'confirmed';
  const languages = confirmed ? returningLanguages(rows, edit, source) : [];
  const payload = { edit: edit.id, from: edit.sourceBefore, to: edit.sourceAfter, languages };
  const fact = next(confirmed ? 'round.minor_edit_confirmed' : 'round.minor_edit_refused', round, payload);
  await recordChange(staff.actor('translation.review', over), [fact], async (tx) => {
    await saveRound(tx, round, {});
    await endMinorEdit(tx, edit, { state: verdict, judgedBy: staff.accountId, judgedOn: today });
    if (!confirmed) return;
    await saveLanguages(tx, round, languagesAfterConfirming(rows, edit, source, { by: staff.accountId, on: today }));
  });
  return done({ languages });
}

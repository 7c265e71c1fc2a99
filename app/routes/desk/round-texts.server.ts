import type { FormValues } from '~/auth/refused-form';
import type { Staff } from '~/auth/staff.server';
import type { Db } from '~/platform/db.server';
import { sparesAnything } from '~/rounds/minor-edit-plan';
import { openMinorEdit } from '~/rounds/minor-edit-store.server';
import { minorEditView } from '~/rounds/minor-edit-view.server';
import { isBeforeOpening, type Round } from '~/rounds/round';
import { languagesOf, questionsOf, textsOfRound } from '~/rounds/round-store.server';
import { textFields, textHash } from '~/rounds/round-texts';
import { reviewRefusal, TEXT_LENGTHS } from '~/rounds/text-commands.server';

/** The texts of a round in one language and what the reader may do with them; null for a language it is not in. */
export async function textsPage(db: Db, staff: Staff, round: Round, language: string | undefined) {
  const rows = await languagesOf(db, round.id);
  const row = rows.find((one) => one.language === language);
  if (!row || !round.languages.includes(row.language)) return null;
  const texts = textsOfRound(round, await questionsOf(db, round.id));
  const over = { roundId: round.id, programId: round.programId };
  const source = round.sourceLanguage;
  const isSource = row.language === source;
  const writable = isSource ? round.state === 'draft' : isBeforeOpening(round);
  const mayWrite = writable && staff.may(isSource ? 'round.edit' : 'translation.write', over);
  const refusal = reviewRefusal({ round, texts, row }, staff.accountId);
  const open = await openMinorEdit(db, round.id);
  return {
    language: row.language,
    state: row.state,
    fields: textFields(texts).map((field) => ({ ...field, limit: TEXT_LENGTHS[field.kind] })),
    hash: textHash(texts, row.language),
    mayWrite,
    mayBeMinor: mayWrite && isSource && sparesAnything(rows, source, textHash(texts, source), open),
    minorEdit: await minorEditView(db, staff, { round, texts, rows }),
    mayReview: staff.may('translation.review', over) && refusal !== 'round_text.reviewed_already',
    reviewRefusal: refusal,
  };
}

/** The words that a form brings, by field, beside those that it changes. Line ends as the texts keep them. */
export async function typedTexts(db: Db, round: Round, values: FormValues) {
  const texts = textsOfRound(round, await questionsOf(db, round.id));
  const typed = new Map(
    textFields(texts).flatMap(({ name }) => {
      const value = values[name]?.[0]?.replace(/\r\n?/g, '\n');
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return { texts, typed };
}

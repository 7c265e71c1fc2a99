import { dateOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import type { Prisma } from '~/generated/prisma/client';
import type { Question } from '~/rounds/question';
import type { Round } from '~/rounds/round';
import type { RoundLanguage, RoundTexts } from '~/rounds/round-texts';
import { expectOne } from '~/record/record-change.server';

/** The next version of a round, from the state and version it was seen in: of two simultaneous acts one loses (409). */
export async function saveRound(
  tx: Tx,
  seen: Pick<Round, 'id' | 'version' | 'state'>,
  data: Prisma.RoundUpdateManyMutationInput,
): Promise<void> {
  expectOne(
    await tx.round.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: { ...data, version: { increment: 1 } },
    }),
  );
}

const json = (value: unknown) => value as Prisma.InputJsonValue;

export function questionColumns(round: Pick<Round, 'id' | 'missionId'>, question: Question) {
  return {
    id: question.id,
    missionId: round.missionId,
    roundId: round.id,
    position: question.position,
    kind: question.kind,
    required: question.required,
    label: json(question.label),
    help: json(question.help),
    options: json(question.options),
  };
}

function languageColumns(row: RoundLanguage) {
  return { ...row, reviewedOn: row.reviewedOn ? dateOf(row.reviewedOn as Day) : null };
}

/** Writes where each language stands. */
export async function saveLanguages(
  tx: Tx,
  round: Pick<Round, 'id' | 'missionId'>,
  rows: readonly RoundLanguage[],
): Promise<void> {
  for (const row of rows) {
    const { language, ...columns } = languageColumns(row);
    await tx.roundLanguage.upsert({
      where: { roundId_language: { roundId: round.id, language } },
      create: { roundId: round.id, missionId: round.missionId, language, ...columns },
      update: columns,
      select: { language: true },
    });
  }
}

/** Writes the words of questions that are there already. */
export async function saveQuestionWords(tx: Tx, texts: RoundTexts): Promise<void> {
  for (const { id, label, help, options } of texts.questions) {
    await tx.question.update({
      where: { id },
      data: { label: json(label), help: json(help), options: json(options) },
      select: { id: true },
    });
  }
}

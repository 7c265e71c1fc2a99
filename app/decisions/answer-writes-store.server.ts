import type { Prisma } from '~/generated/prisma/client';
import type { Answer } from '~/decisions/answer';
import { dateOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { addKeySlots, type Sealed } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';

/** The next version of an answer, from the state and version it was seen in (409). */
export async function saveAnswer(
  tx: Tx,
  seen: Pick<Answer, 'id' | 'version' | 'state'>,
  data: Prisma.AnswerUncheckedUpdateManyInput,
): Promise<void> {
  expectOne(
    await tx.answer.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: { ...data, version: { increment: 1 } },
    }),
  );
}

type NewAnswer = Pick<
  Answer,
  'id' | 'missionId' | 'roundId' | 'itemId' | 'themeId' | 'language' | 'translation' | 'drafter' | 'draftedOn'
>;

export async function insertAnswer(tx: Tx, answer: NewAnswer, sealed: Sealed): Promise<void> {
  await tx.answer.create({
    data: { ...answer, draftedOn: dateOf(answer.draftedOn), body: sealed.body },
    select: { id: true },
  });
  await addKeySlots(tx, [sealed.slot]);
}

/** Puts a new text in the place of the former one, whose key is destroyed. */
export async function replaceText(tx: Tx, answerId: string, sealed: Sealed): Promise<void> {
  await tx.keySlot.deleteMany({ where: { objectId: answerId } });
  await addKeySlots(tx, [sealed.slot]);
}

export interface Tick {
  pointId: string;
  tickedBy: string;
  tickedOn: Date;
}

/** Makes exactly these points the ones an answer covers; who ticked one before stays who ticked it. */
export async function saveTicks(
  tx: Tx,
  answer: Pick<Answer, 'id' | 'missionId'>,
  pointIds: readonly string[],
  by: { accountId: string; today: Day },
): Promise<void> {
  await tx.answerPoint.deleteMany({ where: { answerId: answer.id, pointId: { notIn: [...pointIds] } } });
  await insertTicks(
    tx,
    answer,
    pointIds.map((pointId) => ({ pointId, tickedBy: by.accountId, tickedOn: dateOf(by.today) })),
  );
}

export async function insertTicks(
  tx: Tx,
  answer: Pick<Answer, 'id' | 'missionId'>,
  ticks: readonly Tick[],
): Promise<void> {
  await tx.answerPoint.createMany({
    data: ticks.map((tick) => ({ ...tick, answerId: answer.id, missionId: answer.missionId })),
    skipDuplicates: true,
  });
}

export async function insertReturn(
  tx: Tx,
  row: { id: string; missionId: string; answerId: string; byAccount: string; madeOn: Day },
  sealed: Sealed,
): Promise<void> {
  await tx.answerReturn.create({
    data: { ...row, madeOn: dateOf(row.madeOn), body: sealed.body },
    select: { id: true },
  });
  await addKeySlots(tx, [sealed.slot]);
}

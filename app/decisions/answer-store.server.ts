import type { Prisma } from '~/generated/prisma/client';
import type { Answer } from '~/decisions/answer';
import { isId } from '~/feedback/item-queue';
import type { Place } from '~/platform/crypto/envelope.server';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';

const ANSWER = {
  id: true,
  missionId: true,
  roundId: true,
  itemId: true,
  themeId: true,
  language: true,
  translation: true,
  state: true,
  drafter: true,
  approver: true,
  authorityId: true,
  draftedOn: true,
  approvedOn: true,
  version: true,
  answerPoints: { select: { pointId: true }, orderBy: { pointId: 'asc' } },
} as const;

type Row = Prisma.AnswerGetPayload<{ select: typeof ANSWER }>;

function asAnswer({ answerPoints, ...row }: Row): Answer {
  return {
    ...row,
    draftedOn: dayOf(row.draftedOn),
    approvedOn: row.approvedOn && dayOf(row.approvedOn),
    pointIds: answerPoints.map(({ pointId }) => pointId),
  } as Answer;
}

/** Where an answer's text is sealed to: the holder of a return code may open it once it is approved. */
export function answerPlace(id: string): Place {
  return { table: 'answer', record: id, field: 'body' };
}

export async function answerById(db: Db, id: string): Promise<Answer | null> {
  const row = isId(id) ? await db.answer.findUnique({ where: { id }, select: ANSWER }) : null;
  return row && asAnswer(row);
}

/** The answers of a round that stand: drafts, submitted and approved ones. */
export async function answersOfRound(db: Db, roundId: string): Promise<Answer[]> {
  const rows = await db.answer.findMany({
    where: { roundId, state: { not: 'superseded' } },
    select: ANSWER,
    orderBy: { id: 'asc' },
  });
  return rows.map(asAnswer);
}

/** The answers about one thing in all languages, superseded ones last. */
export async function answersAbout(
  db: Db,
  about: { itemId: string | null; themeId: string | null },
): Promise<Answer[]> {
  if (!about.itemId && !about.themeId) return [];
  const rows = await db.answer.findMany({
    where: about.itemId ? { itemId: about.itemId } : { themeId: about.themeId },
    select: ANSWER,
    orderBy: { id: 'desc' },
  });
  return rows.map(asAnswer).sort((a, b) => Number(a.state === 'superseded') - Number(b.state === 'superseded'));
}

/** The answers that stand and cover an item's points, newest first, whether written for it or for a theme. */
export async function answersCovering(db: Db, itemId: string): Promise<Answer[]> {
  const rows = await db.answer.findMany({
    where: { state: { not: 'superseded' }, answerPoints: { some: { point: { itemId } } } },
    select: ANSWER,
    orderBy: [{ approvedOn: 'desc' }, { id: 'desc' }],
  });
  return rows.map(asAnswer);
}

/** Opens the texts of answers, with one query for their keys. Whoever calls has decided who may read them. */
export async function openAnswers(db: Db, ids: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await db.answer.findMany({ where: { id: { in: [...ids] } }, select: { id: true, body: true } });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: answerPlace(id), body })),
  );
  return new Map(rows.map(({ id }, index) => [id, texts[index] ?? null]));
}

/** Why an answer was sent back, the last time first. */
export async function returnsOf(db: Db, answerId: string): Promise<{ reason: string | null; on: string }[]> {
  const rows = await db.answerReturn.findMany({
    where: { answerId },
    select: { id: true, body: true, madeOn: true },
    orderBy: { id: 'desc' },
  });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: returnPlace(id), body })),
  );
  return rows.map((row, index) => ({ reason: texts[index] ?? null, on: dayOf(row.madeOn) }));
}

export function returnPlace(id: string): Place {
  return { table: 'answer_return', record: id, field: 'body' };
}

/** Who ticked which points as covered, and when. */
export function ticksOf(db: Db, answerId: string): Promise<{ pointId: string; tickedBy: string; tickedOn: Date }[]> {
  return db.answerPoint.findMany({
    where: { answerId },
    select: { pointId: true, tickedBy: true, tickedOn: true },
  });
}

import type { Staff } from '~/auth/staff.server';
import { isThinProof, repeatsWords, sameRationaleShare, TELLTALE_WORDS } from '~/decisions/answer-warnings';
import type { Answer } from '~/decisions/answer';
import type { Disposition } from '~/decisions/disposition';
import { maySee, type PointCase } from '~/decisions/point-case-store.server';
import { openTextsFor, type SealedText } from '~/feedback/text-door.server';
import type { Db } from '~/platform/db.server';

/** What the drafter of an answer should look at again. */
export interface AnswerWarnings {
  /** Runs of six words and more that the answer repeats, by the item they are from. */
  repeats: { itemId: string; words: string }[];
  /** The share of the round's refused points with one and the same rationale, where it is too large. */
  sameRationale: number | null;
  /** Covered points that are refused with a proof of hardly any words. */
  thinProofs: number;
}

/** Items of one answer whose words are compared: each has to be opened first. */
const MOST_ITEMS = 300;

interface Written {
  staff: Staff;
  answer: Pick<Answer, 'language' | 'pointIds'>;
  text: string;
  points: readonly PointCase[];
  /** The current dispositions of the whole round. */
  refused: readonly Disposition[];
}

/** Compares an answer with the words it answers, in the original and in translation, and looks at the reasons given. */
export async function warningsFor(db: Db, { staff, answer, text, points, refused }: Written): Promise<AnswerWarnings> {
  const notTakenUp = refused.filter((one) => one.kind === 'not_incorporated');
  const items = [...new Set(points.filter((point) => maySee(staff, point)).map((point) => point.item.id))];
  const words = await wordsOf(db, items.slice(0, MOST_ITEMS));
  return {
    repeats: words.flatMap(({ itemId, said }) =>
      [...new Set(repeatsWords(text, said, TELLTALE_WORDS, answer.language))].map((run) => ({ itemId, words: run })),
    ),
    sameRationale: sameRationaleShare(notTakenUp),
    thinProofs: notTakenUp.filter((one) => answer.pointIds.includes(one.pointId) && isThinProof(one)).length,
  };
}

async function wordsOf(db: Db, ids: readonly string[]): Promise<{ itemId: string; said: string }[]> {
  const items = await db.item.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      body: true,
      itemVersions: { where: { state: { not: 'superseded' } }, select: { id: true, body: true } },
    },
  });
  const sealed = items.flatMap(({ id, body, itemVersions }): SealedText[] => [
    { itemId: id, table: 'item', record: id, body },
    ...itemVersions.map((one): SealedText => ({ itemId: id, table: 'item_version', record: one.id, body: one.body })),
  ]);
  const texts = await openTextsFor(db, 'read', sealed);
  return sealed.flatMap(({ itemId }, index) => (texts[index] ? [{ itemId, said: texts[index]! }] : []));
}

import { demandsSince } from '~/missions/lawful-demand-store.server';
import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';
import { checkInOf, openReprisalOf } from './check-in-store.server';
import { flagsOf, looseningsOf } from './loosening-store.server';
import { standingConsents, type StandingConsent } from './tolerance';
import type {
  Visit,
  VisitedItem,
  VisitedMessage,
  VisitedRound,
  VisitedSubmission,
  VisitedUnderstanding,
} from './visit';
import { readVisit } from './visit-door-store.server';

async function submissionOf(db: Db, id: string): Promise<VisitedSubmission> {
  const { actPk, day, ...row } = await db.submission.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      missionId: true,
      roundId: true,
      state: true,
      day: true,
      language: true,
      answerLanguage: true,
      tolerance: true,
      wordsShown: true,
      actPk: true,
      version: true,
    },
  });
  return { ...row, day: dayOf(day), actPublicKey: actPk } as VisitedSubmission;
}

async function roundOf(db: Db, id: string): Promise<VisitedRound | null> {
  const row = await db.round.findUnique({
    where: { id },
    select: {
      slug: true,
      state: true,
      title: true,
      sourceLanguage: true,
      answerBy: true,
      publishedOn: true,
      retention: true,
      retentionAuthority: true,
    },
  });
  return row
    ? ({
        ...row,
        answerBy: dayOf(row.answerBy),
        publishedOn: row.publishedOn && dayOf(row.publishedOn),
      } as VisitedRound)
    : null;
}

async function itemsOf(db: Db, submissionId: string): Promise<VisitedItem[]> {
  const rows = await db.item.findMany({
    where: { submissionId },
    select: {
      id: true,
      version: true,
      state: true,
      stateSince: true,
      sensitive: true,
      body: true,
      question: { select: { label: true, position: true } },
    },
  });
  return rows
    .sort((one, other) => (one.question?.position ?? 0) - (other.question?.position ?? 0))
    .map(({ body, question, stateSince, ...row }) => ({
      ...row,
      stateSince: dayOf(stateSince),
      hasText: body !== null,
      question: question?.label ?? null,
    })) as VisitedItem[];
}

async function understandingsOf(db: Db, submissionId: string): Promise<VisitedUnderstanding[]> {
  const rows = await db.understanding.findMany({
    where: { submissionId, point: { state: { not: 'removed' } } },
    select: {
      id: true,
      version: true,
      pointId: true,
      language: true,
      body: true,
      reaction: true,
      point: { select: { itemId: true, spanStart: true } },
    },
  });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: { table: 'understanding', record: id, field: 'body' }, body })),
  );
  return rows
    .map(({ body: _body, point, ...row }, index) => ({
      ...row,
      itemId: point.itemId,
      text: texts[index] ?? null,
      start: point.spanStart ?? 0,
    }))
    .sort((one, other) => one.itemId.localeCompare(other.itemId) || one.start - other.start)
    .map(({ start: _start, ...row }) => row) as VisitedUnderstanding[];
}

async function messagesOf(db: Db, submissionId: string): Promise<VisitedMessage[]> {
  const rows = await db.message.findMany({
    where: { submissionId },
    select: {
      id: true,
      version: true,
      direction: true,
      kind: true,
      language: true,
      day: true,
      read: true,
      body: true,
    },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  // What came in was sealed to the desk; only what we wrote can be opened here, and only that is asked for.
  const texts = await openTexts(
    db,
    rows.map(({ id, body, direction }) => ({
      place: { table: 'message', record: id, field: 'body' },
      body: direction === 'out' ? body : null,
    })),
  );
  return rows.map(({ body: _body, ...row }, index) => ({
    ...row,
    day: dayOf(row.day),
    text: texts[index] ?? null,
  })) as VisitedMessage[];
}

async function consentsOf(db: Db, submissionId: string): Promise<StandingConsent[]> {
  const rows = await db.consent.findMany({
    where: { submissionId },
    select: { use: true, given: true, sequence: true, textVersion: true, language: true },
  });
  return standingConsents(rows as StandingConsent[]);
}

/** Everything a visit shows but the answers, which are read when they are asked for. */
export async function loadVisit(mission: string, submission: string): Promise<Visit> {
  return readVisit(mission, submission, async (db) => {
    const found = await submissionOf(db, submission);
    return {
      submission: found,
      round: await roundOf(db, found.roundId),
      items: await itemsOf(db, submission),
      understandings: await understandingsOf(db, submission),
      messages: await messagesOf(db, submission),
      consents: await consentsOf(db, submission),
      flags: await flagsOf(db, submission),
      loosenings: await looseningsOf(db, submission),
      checkIn: await checkInOf(db, submission),
      reprisal: await openReprisalOf(db, submission),
      demands: await demandsSince(db, found.day),
    };
  });
}

/** The copies of the words that their sender asked to see again, in the order of the items. */
export async function ownWordsOf({
  submission,
  items,
}: Visit): Promise<{ itemId: string; language: string; text: string | null }[]> {
  return readVisit(submission.missionId, submission.id, async (db) => {
    const rows = await db.itemVersion.findMany({
      where: { itemId: { in: items.map(({ id }) => id) }, kind: 'own_words' },
      select: { id: true, itemId: true, language: true, body: true },
    });
    const texts = await openTexts(
      db,
      rows.map(({ id, body }) => ({ place: { table: 'item_version', record: id, field: 'body' }, body })),
    );
    const order = items.map(({ id }) => id);
    return rows
      .map(({ itemId, language }, index) => ({ itemId, language, text: texts[index] ?? null }))
      .sort((one, other) => order.indexOf(one.itemId) - order.indexOf(other.itemId));
  });
}

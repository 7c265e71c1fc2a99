import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import type { Question } from '~/rounds/question';
import type { PublicRound, Round, RoundReason } from '~/rounds/round';
import type { RoundLanguage, RoundTexts } from '~/rounds/round-texts';

const PUBLIC = {
  id: true,
  missionId: true,
  programId: true,
  slug: true,
  state: true,
  title: true,
  purpose: true,
  outcome: true,
  sourceLanguage: true,
  languages: true,
  consentVersion: true,
  retention: true,
  retentionAuthority: true,
  expectedPeople: true,
  closesOn: true,
  answerBy: true,
  openedOn: true,
  closedOn: true,
  publishedOn: true,
} as const;

const WHOLE = {
  ...PUBLIC,
  decidesLethal: true,
  template: true,
  preparedBy: true,
  approvedBy: true,
  version: true,
} as const;

interface Dates {
  closesOn: Date;
  answerBy: Date;
  openedOn: Date | null;
  closedOn: Date | null;
  publishedOn: Date | null;
}

function withDays<R extends Dates>(row: R) {
  const day = (date: Date | null) => date && dayOf(date);
  return {
    ...row,
    closesOn: dayOf(row.closesOn),
    answerBy: dayOf(row.answerBy),
    openedOn: day(row.openedOn),
    closedOn: day(row.closedOn),
    publishedOn: day(row.publishedOn),
  };
}

/** The rounds that anybody may see, those that close first on top. */
export async function publicRounds(db: Db): Promise<PublicRound[]> {
  const rows = await db.round.findMany({ select: PUBLIC, orderBy: [{ closesOn: 'desc' }, { id: 'asc' }] });
  return rows.map((row) => withDays(row) as PublicRound);
}

/** A round by its slug, as everybody may see it; null for one that is not public (the database decides). */
export async function publicRound(db: Db, slug: string): Promise<PublicRound | null> {
  const row = await db.round.findUnique({ where: { slug }, select: PUBLIC });
  return row && (withDays(row) as PublicRound);
}

/** All rounds of the mission that the desk sees, newest first. */
export async function roundsOf(db: Db): Promise<Round[]> {
  const rows = await db.round.findMany({ select: WHOLE, orderBy: { id: 'desc' } });
  return rows.map((row) => withDays(row) as Round);
}

export async function roundForDesk(db: Db, slug: string): Promise<Round | null> {
  const row = await db.round.findUnique({ where: { slug }, select: WHOLE });
  return row && (withDays(row) as Round);
}

export async function roundById(db: Db, id: string): Promise<Round | null> {
  const row = await db.round.findUnique({ where: { id }, select: WHOLE });
  return row && (withDays(row) as Round);
}

/** The questions of a round in their order. */
export async function questionsOf(db: Db, roundId: string): Promise<Question[]> {
  const rows = await db.question.findMany({
    where: { roundId },
    select: { id: true, position: true, kind: true, required: true, label: true, help: true, options: true },
    orderBy: { position: 'asc' },
  });
  return rows as unknown as Question[];
}

/** Where the texts stand, in every language the round has or had. */
export async function languagesOf(db: Db, roundId: string): Promise<RoundLanguage[]> {
  const rows = await db.roundLanguage.findMany({
    where: { roundId },
    select: {
      language: true,
      state: true,
      sourceHash: true,
      textHash: true,
      translatedBy: true,
      reviewedBy: true,
      reviewedOn: true,
    },
    orderBy: { language: 'asc' },
  });
  return rows.map((row) => ({ ...row, reviewedOn: row.reviewedOn && dayOf(row.reviewedOn) }) as RoundLanguage);
}

/** The reasons kept for extensions, pauses and a cancellation, oldest first. */
export async function reasonsOf(db: Db, roundId: string): Promise<RoundReason[]> {
  const rows = await db.roundReason.findMany({
    where: { roundId },
    select: { id: true, kind: true, reason: true, givenOn: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({ ...row, givenOn: dayOf(row.givenOn) }) as RoundReason);
}

/** The words of a round as one piece, for hashes, gates and translation. */
export function textsOfRound(
  round: Pick<Round, 'title' | 'purpose' | 'outcome'>,
  questions: readonly Question[],
): RoundTexts {
  return { title: round.title, purpose: round.purpose, outcome: round.outcome, questions };
}

import type { Prisma } from '~/generated/prisma/client';
import type { LocalizedText } from '~/i18n/localized-text';
import { dateOf, dayOf, type Day } from '~/platform/day';
import { readIn, type Db, type Tx } from '~/platform/db.server';
import { runtime } from '~/platform/runtime.server';
import { expectOne } from '~/record/record-change.server';
import type { Publication } from '~/reports/publication';
import type { PublicationWords, RoundReport } from '~/reports/round-report';

const PUBLICATION = {
  id: true,
  missionId: true,
  roundId: true,
  edition: true,
  state: true,
  words: true,
  snapshot: true,
  publishedOn: true,
  version: true,
} as const;

const _row = (db: Db) => db.publication.findFirst({ select: PUBLICATION });
type Row = NonNullable<Awaited<ReturnType<typeof _row>>>;

function asPublication({ words, publishedOn, ...rest }: Row): Publication {
  const { introduction = {}, youSaid = {} } = words as Partial<PublicationWords>;
  return { ...rest, words: { introduction, youSaid }, publishedOn: publishedOn && dayOf(publishedOn) } as Publication;
}

/** All editions of a round, newest first. */
export async function editionsOf(db: Db, roundId: string): Promise<Publication[]> {
  const rows = await db.publication.findMany({
    where: { roundId },
    select: PUBLICATION,
    orderBy: { edition: 'desc' },
  });
  return rows.map(asPublication);
}

export interface PublishedLine {
  slug: string;
  title: LocalizedText;
  sourceLanguage: string;
  program: LocalizedText;
  publishedOn: Day;
}

/** What is published, newest first; of each round its newest edition. */
export async function publishedLines(db: Db): Promise<PublishedLine[]> {
  const rows = await db.publication.findMany({
    where: { state: 'published' },
    select: {
      publishedOn: true,
      round: { select: { slug: true, title: true, sourceLanguage: true, program: { select: { title: true } } } },
    },
    orderBy: [{ publishedOn: 'desc' }, { id: 'asc' }],
  });
  return rows.map(({ publishedOn, round: { program, ...round } }) => ({
    ...round,
    title: round.title as LocalizedText,
    program: program.title as LocalizedText,
    publishedOn: dayOf(publishedOn!),
  }));
}

export interface PublishedReport {
  report: RoundReport;
  edition: number;
  publishedOn: Day;
}

/** The newest edition of a round's report, or null. */
export async function publishedReport(db: Db, slug: string): Promise<PublishedReport | null> {
  const found = await db.publication.findFirst({
    where: { state: 'published', round: { slug } },
    select: { snapshot: true, edition: true, publishedOn: true },
    orderBy: { edition: 'desc' },
  });
  if (!found?.snapshot) return null;
  return {
    report: found.snapshot as unknown as RoundReport,
    edition: found.edition,
    publishedOn: dayOf(found.publishedOn!),
  };
}

/** Who wrote the words of an edition last, from the record; null where nobody did. */
export async function lastWriter(db: Db, publicationId: string): Promise<string | null> {
  const fact = await db.fact.findFirst({
    where: { subject: 'publication', subjectId: publicationId, type: 'publication.prepared' },
    select: { actorId: true },
    orderBy: { subjectVersion: 'desc' },
  });
  return fact?.actorId ?? null;
}

/** The day since when a round counts as responded, from the record. */
export async function respondedOn(db: Db, roundId: string): Promise<Day | null> {
  const fact = await db.fact.findFirst({
    where: { subject: 'round', subjectId: roundId, type: 'round.responded' },
    select: { hourIndex: true },
    orderBy: { subjectVersion: 'desc' },
  });
  return fact && dayOf(new Date(fact.hourIndex * 3_600_000));
}

const json = (value: unknown) => value as Prisma.InputJsonValue;

export async function insertEdition(
  tx: Tx,
  edition: Pick<Publication, 'id' | 'missionId' | 'roundId' | 'edition' | 'words' | 'snapshot' | 'publishedOn'>,
): Promise<void> {
  const { id, missionId, roundId, words, snapshot, publishedOn } = edition;
  await tx.publication.create({
    data: {
      id,
      missionId,
      roundId,
      edition: edition.edition,
      words: json(words),
      ...(snapshot &&
        publishedOn && { state: 'published', snapshot: json(snapshot), publishedOn: dateOf(publishedOn) }),
    },
    select: { id: true },
  });
}

export interface EditionChange {
  state?: Publication['state'];
  words?: PublicationWords;
  snapshot?: RoundReport;
  publishedOn?: Day;
  publishedBy?: string;
}

/** The next version of an edition, from the state and version it was seen in (409). */
export async function saveEdition(
  tx: Tx,
  seen: Pick<Publication, 'id' | 'version' | 'state'>,
  { state, words, snapshot, publishedOn, publishedBy }: EditionChange,
): Promise<void> {
  expectOne(
    await tx.publication.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: {
        ...(state && { state }),
        ...(words && { words: json(words) }),
        ...(snapshot && { snapshot: json(snapshot) }),
        ...(publishedOn && { publishedOn: dateOf(publishedOn) }),
        ...(publishedBy && { publishedBy }),
        version: { increment: 1 },
      },
    }),
  );
}

/** The mission of a round that has something published; null where it has not. */
export async function missionOfPublished(roundId: string): Promise<string | null> {
  const found = await readIn(runtime().databases.prisma.site, {}, (db) =>
    db.publication.findFirst({ where: { roundId, state: 'published' }, select: { missionId: true } }),
  );
  return found?.missionId ?? null;
}

/** Acts after which less may be published of a submission than before. */
const TIGHTENING = [
  'submission.withdrawn',
  'submission.tightened',
  'submission.consent_changed',
  'submission.exposure_lowered',
];

interface PublishedRound {
  roundId: string;
  missionId: string;
  /** Hour index at which the day of the newest edition began. */
  since: number;
}

async function publishedRounds(): Promise<PublishedRound[]> {
  const published = await readIn(runtime().databases.prisma.site, {}, (db) =>
    db.publication.findMany({
      where: { state: 'published' },
      select: { roundId: true, missionId: true, publishedOn: true },
    }),
  );
  return published.map(({ publishedOn, ...round }) => ({
    ...round,
    since: Math.floor(publishedOn!.getTime() / 3_600_000),
  }));
}

/** The published rounds about which something was filed on the day of the newest edition or later. */
async function roundsWith(filed: (db: Db, round: PublishedRound) => Promise<unknown[]>): Promise<string[]> {
  const found: string[] = [];
  for (const round of await publishedRounds()) {
    const { desk } = runtime().databases.prisma;
    const rows = await readIn(desk, { mission: round.missionId }, (db) => filed(db, round));
    if (rows.length > 0) found.push(round.roundId);
  }
  return found;
}

/**
 * Rounds with something published, from which a submission was withdrawn, or protected further, on the day of its newest
 * edition or later.
 */
export function roundsToLookAt(): Promise<string[]> {
  return roundsWith(
    (db, { roundId, since }) =>
      db.$queryRaw<unknown[]>`
        select 1 from app.fact f join app.submission s on s.id = f.subject_id
        where f.subject = 'submission' and f.type = any(${TIGHTENING}::text[]) and f.hour_index >= ${since}
          and s.round_id = ${roundId}::uuid
        union all
        select 1 from app.fact f join app.risk_flag g on g.id = f.subject_id join app.submission s on s.id = g.submission_id
        where f.subject = 'risk_flag' and f.hour_index >= ${since} and s.round_id = ${roundId}::uuid limit 1`,
  );
}

/** Rounds with something published, in whose texts a mask was made, marked, lifted or made permanent since. */
export function roundsMasked(): Promise<string[]> {
  return roundsWith(
    (db, { roundId, since }) =>
      db.$queryRaw<unknown[]>`
        select 1 from app.fact f join app.redaction d on d.id = f.subject_id
        where f.subject = 'redaction' and f.hour_index >= ${since} and d.round_id = ${roundId}::uuid limit 1`,
  );
}

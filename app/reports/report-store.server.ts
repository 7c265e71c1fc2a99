import { commitmentsOfRound } from '~/decisions/commitment-store.server';
import type { Decision } from '~/decisions/decision';
import { decisionsOfRound } from '~/decisions/decision-store.server';
import { tensionAttemptsOfRound } from '~/decisions/disposition-store.server';
import { themesOfRound } from '~/feedback/codebook-store.server';
import type { Db } from '~/platform/db.server';
import { programById, programElements } from '~/programs/program-store.server';
import { quotesOf } from '~/reports/quote-store.server';
import type { MaterialPoint, ReportMaterial } from '~/reports/report-building';
import type { Round } from '~/rounds/round';
import { questionsOf } from '~/rounds/round-store.server';

interface PointRow extends Omit<MaterialPoint, 'themeIds'> {
  themeIds: string[] | null;
}

/** Points that stand, each with what counts of its disposition: one that waits for a signature does not. */
async function pointsOf(db: Db, roundId: string): Promise<MaterialPoint[]> {
  const rows = await db.$queryRaw<PointRow[]>`
    select i.submission_id as "submissionId", p.state = 'answered' as answered,
      d.kind, d.reason, d.proof, d.decision_id as "decisionId",
      (select array_agg(c.theme_id order by c.theme_id) from app.coding c where c.point_id = p.id and c.theme_id is not null) as "themeIds"
    from app.point p
    join app.item i on i.id = p.item_id
    join app.submission s on s.id = i.submission_id
    left join app.disposition d on d.point_id = p.id and not d.superseded and p.state in ('disposed', 'answered')
    where p.round_id = ${roundId}::uuid and p.state <> 'removed' and i.state <> 'withdrawn' and s.state = 'received'`;
  return rows.map((row) => ({ ...row, themeIds: row.themeIds ?? [] }));
}

async function signedAs(db: Db, decisions: readonly Decision[]): Promise<Record<string, string>> {
  const ids = decisions.flatMap(({ authorityId }) => authorityId ?? []);
  const rows = await db.roleAssignment.findMany({ where: { id: { in: ids } }, select: { id: true, role: true } });
  const roles = new Map(rows.map(({ id, role }) => [id, role]));
  return Object.fromEntries(
    decisions.flatMap(({ id, authorityId }) => {
      const role = roles.get(authorityId ?? '');
      return role ? [[id, role]] : [];
    }),
  );
}

/** What came beyond a budget counts for nothing until a part of it was let out of quarantine. */
const HELD = { quarantined: true, items: { every: { state: 'quarantined' } } };

/** The submissions that count and were not withdrawn, and how many of them dispute an answer now. */
async function standing(db: Db, roundId: string) {
  const submissions = await db.submission.findMany({
    where: { roundId, state: 'received', NOT: HELD },
    select: { id: true, language: true, channel: true },
  });
  const disputed = await db.item.findMany({
    where: { roundId, state: 'disputed', submission: { state: 'received' } },
    select: { submissionId: true },
    distinct: ['submissionId'],
  });
  return { submissions, disputing: disputed.length };
}

/** Everything that a report of a round is made of, with a fixed number of queries. As the desk, of one mission. */
export async function loadMaterial(db: Db, round: Round): Promise<ReportMaterial> {
  const program = await programById(db, round.programId);
  if (!program) throw new Error('a round without its program');
  const decisions = (await decisionsOfRound(db, round.id)).filter(({ state }) => state === 'signed');
  const { slug, title, purpose, sourceLanguage, languages, openedOn, closedOn } = round;
  return {
    round: { slug, title, purpose, sourceLanguage, languages: [...languages], openedOn, closedOn },
    program: { slug: program.slug, title: program.title },
    questions: (await questionsOf(db, round.id)).map(({ label }) => label),
    ...(await standing(db, round.id)),
    points: await pointsOf(db, round.id),
    themes: await themesOfRound(db, round.id),
    elements: (await programElements(db, round.programId)).map(({ id, number, title: name }) => ({
      id,
      number,
      title: name,
    })),
    decisions,
    signedAs: await signedAs(db, decisions),
    commitments: await commitmentsOfRound(db, round.id),
    escalations: await tensionAttemptsOfRound(db, round.id),
    quotes: (await quotesOf(db, round.id)).flatMap(({ language, text }) => (text ? [{ language, text }] : [])),
  };
}

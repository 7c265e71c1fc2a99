import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import type { Place } from '~/platform/crypto/envelope.server';
import { openTexts } from '~/record/key-slots.server';
import type { AssessmentTexts, RiskAssessment } from '~/rounds/risk-assessment';

const ASSESSMENT = {
  id: true,
  missionId: true,
  roundId: true,
  edition: true,
  state: true,
  hazards: true,
  heard: true,
  residual: true,
  draftedBy: true,
  draftedOn: true,
  signedBy: true,
  signedOn: true,
  civicSpace: true,
  version: true,
} as const;

/** Where the words of an edition are sealed to: the desk alone opens them. */
export function assessmentPlace(id: string): Place {
  return { table: 'risk_assessment', record: id, field: 'body' };
}

/** The editions of a round's risk assessment, newest first, without their words. */
export async function assessmentsOf(db: Db, roundId: string): Promise<RiskAssessment[]> {
  const rows = await db.riskAssessment.findMany({
    where: { roundId },
    select: ASSESSMENT,
    orderBy: { edition: 'desc' },
  });
  return rows.map(
    (row) =>
      ({ ...row, draftedOn: dayOf(row.draftedOn), signedOn: row.signedOn && dayOf(row.signedOn) }) as RiskAssessment,
  );
}

/** The words of the editions of a round, by their id; without those that cannot be opened any more. */
export async function assessmentTextsOf(db: Db, roundId: string): Promise<Record<string, AssessmentTexts>> {
  const rows = await db.riskAssessment.findMany({ where: { roundId }, select: { id: true, body: true } });
  const texts = await openTexts(
    db,
    rows.map(({ id, body }) => ({ place: assessmentPlace(id), body })),
  );
  const opened = rows.flatMap(({ id }, index) => {
    const text = texts[index];
    return text ? [[id, JSON.parse(text) as AssessmentTexts] as const] : [];
  });
  return Object.fromEntries(opened);
}

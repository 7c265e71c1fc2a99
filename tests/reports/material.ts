import type { Decision } from '~/decisions/decision';
import type { MaterialPoint, ReportMaterial } from '~/reports/report-building';

/** A signed decision that changed these elements. */
export function aSignedDecision(id: string, elementIds: readonly string[]): Decision {
  return {
    id,
    missionId: 'm',
    programId: 'p',
    roundId: 'r',
    number: 7,
    level: 'mission',
    state: 'signed',
    question: { en: 'May patrols come at night?' },
    outcome: { en: 'Patrols stop at 22:00.', fr: 'Les patrouilles cessent à 22 h.' },
    rationale: { en: 'The market closes.' },
    alternatives: {},
    preparedBy: 'account-of-an-officer',
    decidedBy: 'account-of-a-chief',
    authorityId: 'authority',
    decidedOn: '2026-03-10',
    recommendedTo: null,
    recommendation: null,
    recommendationDue: null,
    returnedReason: null,
    version: 3,
    changes: elementIds.map((elementId) => ({
      id: `change-${elementId}`,
      elementId,
      before: { en: 'Patrols may be conducted at any hour.' },
      after: { en: 'Patrols end at 22:00.' },
      effectiveOn: '2026-03-11',
    })),
    links: [],
    steps: [],
  };
}

export function aMaterial(submissions: number, points: readonly MaterialPoint[] = []): ReportMaterial {
  return {
    round: {
      slug: '2026-round',
      title: { en: 'Night patrols' },
      purpose: { en: 'How patrols treat people.' },
      sourceLanguage: 'en',
      languages: ['en', 'fr', 'ar'],
      openedOn: '2026-02-01',
      closedOn: '2026-02-20',
    },
    program: { slug: 'night', title: { en: 'Night training' } },
    questions: [{ en: 'What has happened?' }],
    submissions: Array.from({ length: submissions }, (_, index) => ({
      id: `submission-${index}`,
      language: index % 2 === 0 ? 'ar' : 'en',
      channel: 'web',
    })),
    points,
    themes: [
      { id: 'theme-night', title: { en: 'Night operations' } },
      { id: 'theme-complaints', title: { en: 'Complaints' } },
    ],
    elements: [
      { id: 'element-1', number: '3.1', title: { en: 'Patrols' } },
      { id: 'element-2', number: '3.2', title: { en: 'Complaints' } },
    ],
    decisions: [aSignedDecision('decision', ['element-1']), aSignedDecision('second', ['element-2'])],
    signedAs: { decision: 'chief_of_mission' },
    commitments: [],
    disputing: 1,
    escalations: 6,
    quotes: [],
  };
}

export function aWeighedPoint(submission: number, more: Partial<MaterialPoint> = {}): MaterialPoint {
  return {
    submissionId: `submission-${submission}`,
    themeIds: ['theme-night'],
    answered: true,
    kind: 'noted',
    reason: null,
    proof: null,
    decisionId: null,
    ...more,
  };
}

export const NO_WORDS = { introduction: {}, youSaid: {} };

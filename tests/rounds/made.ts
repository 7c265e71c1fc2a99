import type { Question, QuestionKind } from '~/rounds/question';
import type { Round } from '~/rounds/round';
import type { RoundSnapshot } from '~/rounds/round-gates';
import { textHash, type RoundLanguage, type RoundTexts } from '~/rounds/round-texts';

/** Ids of the people in the pure tests. */
export const OFFICER = 'officer';
export const CHIEF = 'chief';

export function aQuestion(kind: QuestionKind, more: Partial<Question> = {}): Question {
  const options = ['one_choice', 'several_choices'].includes(kind)
    ? [
        { value: 'o1', text: { en: 'Better', fr: 'Mieux' } },
        { value: 'o2', text: { en: 'Worse', fr: 'Pire' } },
      ]
    : [];
  return {
    id: '00000000-0000-4000-8000-000000000001',
    position: 1,
    kind,
    required: false,
    label: { en: 'What happened?', fr: 'Que s’est-il passé ?' },
    help: {},
    options,
    ...more,
  };
}

export function someTexts(questions: readonly Question[] = [aQuestion('long_text')]): RoundTexts {
  return {
    title: { en: 'Night patrols', fr: 'Patrouilles de nuit' },
    purpose: { en: 'We ask.', fr: 'Nous demandons.' },
    outcome: { en: 'We answer.', fr: 'Nous répondons.' },
    questions,
  };
}

export function reviewedRow(texts: RoundTexts, language: string, source = 'en'): RoundLanguage {
  return {
    language,
    state: 'reviewed',
    sourceHash: textHash(texts, source),
    textHash: textHash(texts, language),
    translatedBy: OFFICER,
    reviewedBy: CHIEF,
    reviewedOn: '2026-03-01',
  };
}

export function someRound(more: Partial<Round> = {}): Round {
  return {
    id: '00000000-0000-7000-8000-000000000002',
    missionId: '00000000-0000-7000-8000-000000000003',
    programId: '00000000-0000-7000-8000-000000000004',
    slug: '2026-bcdfgh',
    state: 'draft',
    title: {},
    purpose: {},
    outcome: {},
    sourceLanguage: 'en',
    languages: ['en', 'fr'],
    consentVersion: '1/unset',
    retention: null,
    retentionAuthority: null,
    closesOn: '2026-03-30',
    answerBy: '2026-04-30',
    openedOn: null,
    closedOn: null,
    publishedOn: null,
    expectedPeople: 40,
    decidesLethal: false,
    template: null,
    preparedBy: OFFICER,
    approvedBy: CHIEF,
    version: 1,
    ...more,
  };
}

/** A round in which every gate holds, on 2 March 2026. */
export function aSnapshot(more: Partial<RoundSnapshot> = {}): RoundSnapshot {
  const texts = someTexts();
  return {
    round: someRound(),
    size: 'standard',
    texts,
    languages: [reviewedRow(texts, 'en'), reviewedRow(texts, 'fr')],
    missionRetention: 'archive',
    crew: { signers: [CHIEF], responders: [OFFICER], preparers: [OFFICER], protectionOfficers: [] },
    actorId: CHIEF,
    today: '2026-03-02',
    stopped: false,
    assessment: { signed: { residual: 'low', signedOn: '2026-02-20', civicSpace: 'narrowed' }, drafted: false },
    civicSpace: 'narrowed',
    ...more,
  };
}

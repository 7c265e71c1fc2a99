import type { Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Question } from '~/rounds/question';
import { moveRound } from '~/rounds/move-commands.server';
import { saveAssessment, signAssessment } from '~/rounds/risk-assessment-commands.server';
import { createRound } from '~/rounds/round-commands.server';
import type { PublicRound } from '~/rounds/round';
import { publicRound, questionsOf } from '~/rounds/round-store.server';
import { present, succeeded } from './succeeded';

/** The languages that every round of the story is held in. */
export const LANGUAGES = ['en', 'fr', 'ar'];

export interface RoundPlan {
  programId: string;
  slug: string;
  closesOn: string;
  answerBy: string;
  expectedPeople: number;
  languages?: readonly string[];
}

/** An officer prepares a round from the reviewed template. */
export function prepareRound(officer: Staff, { slug, languages = LANGUAGES, ...plan }: RoundPlan) {
  const form = { ...plan, template: 'listening_three_questions', title: {}, decidesLethal: false };
  return succeeded(createRound(officer, { ...form, languages: [...languages] }, { writesIn: 'en', slug }));
}

/** What could happen to people in the story because they are asked, and what is done about it. */
const ASSESSMENT = {
  hazards: ['reprisal', 'reidentification', 'surveillance', 'association_stigma'] as const,
  heard: 'proxy',
  residual: 'moderate',
  exposed:
    'Families near the posts and on the roads, most of all where few live. Associations must register each year, and have lost their papers before for speaking of patrols.',
  mitigations:
    'No names and no accounts (the portal itself). Slips handed out by shuffled lists (consultation officer, funded). Nothing published for fewer than five people (the portal itself). Referrals kept up to date (protection officers, funded).',
  told: 'That we can be forced to show what we hold, that a phone can be searched, that nobody here reads at once, and whom to turn to in danger.',
} as const;

/** An officer writes the risk assessment of a round. */
export function assessRisk(officer: Staff, roundId: string) {
  const draft = { ...ASSESSMENT, hazards: [...ASSESSMENT.hazards], seen: 0 };
  return succeeded(saveAssessment(officer, roundId, draft));
}

/** The people it takes to open a round. */
export interface Opening {
  officer: Staff;
  chief: Staff;
  protection: Staff;
}

/** A round as people meet it who answer. */
export interface OpenRound extends PublicRound {
  questions: readonly Question[];
}

/** Submitted by the officer, its risks signed by a protection officer, signed and opened by the chief of mission. */
export async function openRound(
  { officer, chief, protection }: Opening,
  { id, slug }: { id: string; slug: string },
): Promise<OpenRound> {
  await assessRisk(officer, id);
  await succeeded(signAssessment(protection, id, 1));
  await succeeded(moveRound(officer, id, 'submit', { unmet: [] }));
  await succeeded(moveRound(chief, id, 'approve', { unmet: [] }));
  await succeeded(moveRound(chief, id, 'open', { unmet: [] }));
  return readForDesk(officer, async (db) => ({
    ...present(await publicRound(db, slug), `the round ${slug}`),
    questions: await questionsOf(db, id),
  }));
}

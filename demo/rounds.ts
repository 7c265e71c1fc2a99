import type { Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Question } from '~/rounds/question';
import { moveRound } from '~/rounds/move-commands.server';
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

/** A round as people meet it who answer. */
export interface OpenRound extends PublicRound {
  questions: readonly Question[];
}

/** Submitted by the officer, signed and opened by the chief of mission. */
export async function openRound(
  officer: Staff,
  chief: Staff,
  { id, slug }: { id: string; slug: string },
): Promise<OpenRound> {
  await succeeded(moveRound(officer, id, 'submit', { unmet: [] }));
  await succeeded(moveRound(chief, id, 'approve', { unmet: [] }));
  await succeeded(moveRound(chief, id, 'open', { unmet: [] }));
  return readForDesk(officer, async (db) => ({
    ...present(await publicRound(db, slug), `the round ${slug}`),
    questions: await questionsOf(db, id),
  }));
}

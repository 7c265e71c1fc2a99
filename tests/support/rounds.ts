import { randomUUID } from 'node:crypto';
import type { Staff } from '~/auth/staff.server';
import { addDays, dayOf } from '~/platform/day';
import type { Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { addElement } from '~/programs/element-commands.server';
import { enrolProgram } from '~/programs/program-commands.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { ProgramEnrolment } from '~/programs/program-input';
import type { QuestionKind } from '~/rounds/question';
import { moveRound } from '~/rounds/move-commands.server';
import { saveAssessment, signAssessment } from '~/rounds/risk-assessment-commands.server';
import type { AssessmentDraft } from '~/rounds/risk-assessment-input';
import { createRound } from '~/rounds/round-commands.server';
import type { RoundCreation } from '~/rounds/round-input';
import { questionsOf } from '~/rounds/round-store.server';
import { someone, someoneOver } from './people';

/** The value of a command that must succeed. */
export function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal} ${result.details?.join(', ') ?? ''}`);
  return result.value;
}

/** A program in Kanem with one element, `3.2`, in three languages. */
export async function aProgram(
  officer: Staff,
  more: Partial<ProgramEnrolment> = {},
): Promise<{ id: string; slug: string; elementId: string }> {
  const program = succeeded(
    await enrolProgram(officer, {
      title: {
        en: `Night training ${randomUUID().slice(0, 8)}`,
        fr: 'Formation de nuit',
        ar: 'تدريب ليلي',
      },
      description: { en: 'Training of patrols.', fr: 'Formation des patrouilles.', ar: 'تدريب الدوريات.' },
      stage: 'implementation',
      assistanceType: 'training',
      unitType: 'regular',
      country: 'TD',
      civicSpace: 'obstructed',
      civicSpaceSource: 'Monitor of civic space',
      civicSpaceOn: '2026-01-15',
      ...more,
    }),
  );
  const element = succeeded(
    await addElement(officer, program.id, {
      number: '3.2',
      title: { en: 'Night operations', fr: 'Opérations de nuit', ar: 'عمليات ليلية' },
      text: {
        en: 'Patrols may be conducted at any hour.',
        fr: 'Les patrouilles peuvent avoir lieu à toute heure.',
        ar: 'يجوز تسيير الدوريات في أي ساعة.',
      },
      effectiveOn: '2026-01-01',
    }),
  );
  return { ...program, elementId: element.id };
}

/** What a person fills in for a new round: from the template, three weeks from today. */
export function aRoundForm(programId: string, more: Partial<RoundCreation> = {}): RoundCreation {
  const today = dayOf(now());
  return {
    programId,
    template: 'listening_three_questions',
    title: {},
    languages: ['en', 'fr', 'ar'],
    expectedPeople: 40,
    decidesLethal: false,
    closesOn: addDays(today, 21),
    answerBy: addDays(today, 51),
    ...more,
  };
}

/** A round still in draft, made from the template. */
export async function aDraftRound(
  officer: Staff,
  programId: string,
  more: Partial<RoundCreation> = {},
): Promise<{ id: string; slug: string }> {
  return succeeded(await createRound(officer, aRoundForm(programId, more), { writesIn: 'en' }));
}

/** What an officer writes of the risks of a round. */
export function anAssessment(more: Partial<AssessmentDraft> = {}): AssessmentDraft {
  return {
    seen: 0,
    hazards: ['reprisal', 'surveillance'],
    heard: 'participant',
    residual: 'moderate',
    exposed: 'Families near the posts.',
    mitigations: 'No names; referrals kept up to date by the protection officers, funded.',
    told: 'Whom to turn to in danger.',
    ...more,
  };
}

/** Has the risks of a round written down by an officer and signed by a protection officer, who serves that round alone. */
export async function assessRisks(officer: Staff, round: { id: string }): Promise<Staff> {
  const protection = await someoneOver({ id: officer.missionId ?? '' }, 'protection_officer', round.id);
  succeeded(await saveAssessment(officer, round.id, anAssessment()));
  succeeded(await signAssessment(protection, round.id, 1));
  return protection;
}

export interface OpenRound {
  id: string;
  slug: string;
  programId: string;
  questions: { id: string; kind: QuestionKind }[];
  officer: Staff;
  chief: Staff;
}

/** A round that people can answer now: prepared by an officer, its risks assessed, signed and opened by the chief of mission. */
export async function anOpenRound(mission: { id: string }, options: { languages?: string[] } = {}): Promise<OpenRound> {
  const officer = await someone(mission, 'consultation_officer');
  const chief = await someone(mission, 'chief_of_mission');
  const program = await aProgram(officer);
  const round = await aDraftRound(officer, program.id, options.languages ? { languages: options.languages } : {});
  await assessRisks(officer, round);
  succeeded(await moveRound(officer, round.id, 'submit', { unmet: [] }));
  succeeded(await moveRound(chief, round.id, 'approve', { unmet: [] }));
  succeeded(await moveRound(chief, round.id, 'open', { unmet: [] }));
  const questions = await readForDesk(officer, (db) => questionsOf(db, round.id));
  return {
    ...round,
    programId: program.id,
    questions: questions.map(({ id, kind }) => ({ id, kind })),
    officer,
    chief,
  };
}

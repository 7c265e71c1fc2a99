import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { DECISION_LEVELS } from '~/decisions/decision';
import { RETENTIONS } from '~/missions/mission';
import { ASSISTANCE_TYPES, PROGRAM_STAGES, UNIT_TYPES } from '~/programs/program';

/** Every text of the desk is there in the three languages of the rounds. */
const Words = z.strictObject({ en: z.string().min(1), fr: z.string().min(1), ar: z.string().min(1) });

const MissionText = z.strictObject({
  slug: z.string(),
  name: Words,
  countryCode: z.string(),
  timeZone: z.string(),
  restDays: z.array(z.int()),
  retention: z.strictObject({ retention: z.enum(RETENTIONS), authority: z.string() }),
});
export type MissionText = z.output<typeof MissionText>;

const ProgramText = z.strictObject({
  title: Words,
  description: Words,
  stage: z.enum(PROGRAM_STAGES),
  assistanceType: z.enum(ASSISTANCE_TYPES),
  unitType: z.enum(UNIT_TYPES),
  elements: z.record(z.string(), z.strictObject({ title: Words, text: Words })),
});
export type ProgramText = z.output<typeof ProgramText>;

/** Days are counted from the day on which the story ends: below zero is past. */
const CommitmentText = z.strictObject({
  text: Words,
  office: z.string(),
  due: z.int(),
  started: z.int().optional(),
  kept: z.strictObject({ on: z.int(), evidence: z.string() }).optional(),
  broken: z.strictObject({ on: z.int(), reason: z.string() }).optional(),
  revised: z.strictObject({ on: z.int(), due: z.int(), reason: z.string() }).optional(),
});
export type CommitmentText = z.output<typeof CommitmentText>;

const DecisionText = z.strictObject({
  theme: z.string(),
  element: z.string(),
  level: z.enum(DECISION_LEVELS).default('mission'),
  recommendedTo: z.string().optional(),
  question: Words,
  outcome: Words,
  rationale: Words,
  alternatives: Words.optional(),
  after: Words,
  commitments: z.array(CommitmentText),
});
export type DecisionText = z.output<typeof DecisionText>;

const ThemeText = z.strictObject({ title: Words, answer: Words });
export type ThemeText = z.output<typeof ThemeText>;

function read<T extends z.ZodType>(file: string, shape: T): z.output<T> {
  return shape.parse(parse(readFileSync(join(import.meta.dirname, 'texts', file), 'utf8')));
}

export const missionTexts = () => read('missions.yaml', z.strictObject({ kanem: MissionText, sumbara: MissionText }));

export const programTexts = () =>
  read(
    'programs.yaml',
    z.strictObject({ patrols: ProgramText, posts: ProgramText, advice: ProgramText, river: ProgramText }),
  );

export const decisionTexts = (file: string) => read(file, z.record(z.string(), DecisionText));
export const themeTexts = (file: string) => read(file, z.record(z.string(), ThemeText));

/** Two texts that open a publication. */
export const publicationTexts = (file: string) => read(file, z.strictObject({ introduction: Words, youSaid: Words }));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CONSENT_USES } from '~/participants/consent';
import { TOLERANCES } from '~/participants/submission';
import { fieldStrings, londonStatements, recordedFeedback } from './sources';

const Source = z.union([
  z.strictObject({ london: z.int() }),
  z.strictObject({ ifrc: z.string() }),
  z.strictObject({ nigeria: z.string(), in: z.string() }),
]);

const point = {
  theme: z.string(),
  line: z.string(),
  understood: z.string().optional(),
  fate: z.string().optional(),
  code: z.string().optional(),
};
const Passage = z.strictObject({ pieces: z.array(z.int()).optional(), ...point });

const Answer = z.strictObject({
  text: z.string().optional(),
  from: Source.optional(),
  /** As a translator writes it. */
  english: z.string().optional(),
  points: z.array(Passage).optional(),
  ...z.object(point).partial().shape,
});

/** How far the desk has come with an item of a round that is not answered. */
export const REACHES = [
  'received', 'first_look', 'screened', 'drafted', 'translated', 'coded', 'considered', 'decided', 'referred', 'set_apart',
] as const; // prettier-ignore

const Voice = z.strictObject({
  id: z.string(),
  language: z.string(),
  answers_in: z.string().optional(),
  tolerance: z.enum(TOLERANCES).default('confidential_only'),
  consents: z.array(z.enum(CONSENT_USES)).default([]),
  words_shown: z.boolean().default(false),
  code: z.literal('declined').optional(),
  /** Who they are, for two protection officers alone. */
  identity: z.strictObject({ name: z.string(), organisation: z.string(), contact: z.string() }).optional(),
  comes_back: z.enum(['withdraws', 'disputes', 'flags']).optional(),
  reaches: z.enum(REACHES).default('received'),
  referred_to: z.string().optional(),
  asked: z.string().optional(),
  own_words: z.string().optional(),
  safety: z.enum(['yes', 'no', 'unsure']).optional(),
  happened: Answer.optional(),
  whom: Answer.optional(),
  change: Answer.optional(),
});

export type Point = z.output<typeof Passage>;

/** What somebody wrote to one question. */
export interface Said {
  question: 'happened' | 'whom' | 'change';
  text: string;
  english: string | null;
  points: readonly Point[];
}

export interface Voice extends Omit<z.output<typeof Voice>, 'happened' | 'whom' | 'change'> {
  answersIn: string;
  said: readonly Said[];
}

function wordsFrom(source: z.output<typeof Source>): string | undefined {
  if ('london' in source) return londonStatements().get(source.london);
  if ('ifrc' in source) return recordedFeedback().get(source.ifrc)?.text;
  return fieldStrings().get(source.nigeria)?.[source.in];
}

function said(voice: string, question: Said['question'], answer: z.output<typeof Answer> | undefined): Said[] {
  if (!answer) return [];
  const { from, english = null, points, theme, line, ...more } = answer;
  const text = from ? wordsFrom(from) : answer.text;
  if (!text) throw new Error(`${voice}: nothing is said about ${question}`);
  const { understood, fate, code } = more;
  const whole = theme && line ? [{ theme, line, understood, fate, code }] : [];
  return [{ question, text, english, points: points ?? whole }];
}

/** Everybody who answers in one round. Throws where a voice is not whole: a story is told in full or not at all. */
export function readVoices(file: string): Voice[] {
  const read = z.array(Voice).parse(parse(readFileSync(join(import.meta.dirname, 'voices', file), 'utf8')));
  return read.map(({ happened, whom, change, ...voice }) => ({
    ...voice,
    answersIn: voice.answers_in ?? voice.language,
    said: [
      ...said(voice.id, 'happened', happened),
      ...said(voice.id, 'whom', whom),
      ...said(voice.id, 'change', change),
    ],
  }));
}

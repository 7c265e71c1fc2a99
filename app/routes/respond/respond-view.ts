import type { FormError, FormValues } from '~/auth/refused-form';
import type { LocalizedText } from '~/i18n/localized-text';
import type { Attribution } from '~/participants/submission';
import type { SubmissionFields } from '~/participants/submission-input';
import type { Day } from '~/platform/day';
import type { Answer } from '~/rounds/answer-rules';
import type { Question } from '~/rounds/question';
import type { PublicRound } from '~/rounds/round';

/** What a form said, read and found valid. */
export interface Reading {
  fields: SubmissionFields;
  answers: readonly Answer[];
}

/** What a press of a button leads to. All pages have one address; `values` is everything typed, carried along. */
export type RespondView =
  | { view: 'form'; errors: readonly FormError[] }
  | { view: 'check'; reading: Reading; notice?: 'too_young' | 'too_old' }
  /** `page` is the round as the sending read it: a database that goes away behind it must not hide the code. */
  | { view: 'code'; code: string; wrongGroups: boolean; page?: RoundPage }
  /** Received without a code, as wished. */
  | { view: 'no_code' }
  | { view: 'confirmed' }
  | { view: 'other_body'; reading: Reading }
  | { view: 'added' }
  /** Received before, the code is not shown any more. `freshToken` lets what was typed go as something new. */
  | { view: 'already'; freshToken: string }
  | { view: 'not_open' }
  /** The database or the disk cannot take it now; `step` is what was pressed. */
  | { view: 'unavailable'; step: string };

export type RespondPage = RespondView & { token: string; values: FormValues };

/** What the pages show of the round; null while the database is away. */
export interface RoundPage {
  round: PublicRound;
  questions: readonly Question[];
  missionName: LocalizedText;
  open: boolean;
  /** How one may be known in this round, by its vault as it stands now. */
  offered: readonly Attribution[];
  today: Day;
  /** The last day by which somebody has read what is sent today. */
  readBy: Day;
}

/** Fields that belong to a button or to the receipt, and are no part of what somebody says. */
const CONTROL_FIELDS = ['step', 'second', 'fifth'];

/** Everything somebody typed or chose, and nothing else: what is carried on, and what a retry is compared by. */
export function saidIn(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !CONTROL_FIELDS.includes(name)));
}

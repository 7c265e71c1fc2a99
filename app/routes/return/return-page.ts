import type { FormError, FormValues } from '~/auth/refused-form';
import type { ShownAnswer } from '~/participants/visit-answer';
import type { Notice, Visit, VisitedItem, VisitedSubmission } from '~/participants/visit';
import type { ConsentUse } from '~/participants/consent';
import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { AgreedWording } from '~/rounds/consent-texts';

/** A visit as a page shows it: without the key that stands for the code. */
export type ShownVisit = Omit<Visit, 'submission'> & { submission: Omit<VisitedSubmission, 'actPublicKey'> };

export interface OwnWords {
  itemId: string;
  language: string;
  text: string | null;
}

/** Which of the pages behind a return code, with what it shows. All have one address and come by POST alone. */
export type VisitView =
  | { view: 'status'; visit: ShownVisit }
  | { view: 'answer'; visit: ShownVisit; item: VisitedItem; answer: ShownAnswer }
  | { view: 'words'; visit: ShownVisit; words: readonly OwnWords[] }
  | { view: 'dispute'; visit: ShownVisit; item: string; understanding: string | null }
  /** `agreed`: what was agreed to, in the words that were shown, by use. */
  | { view: 'safety'; visit: ShownVisit; agreed: Partial<Record<ConsentUse, AgreedWording | null>> }
  | { view: 'check_in'; visit: ShownVisit }
  | { view: 'withdrawal'; visit: ShownVisit; backupsUntil: Day }
  | { view: 'withdrawn'; published: boolean; backupsUntil: Day }
  | { view: 'erased' };

export interface VisitPage {
  page: VisitView;
  /** Opens the pages behind the code for its twenty minutes. */
  ticket: string;
  notice: Notice | null;
  refusal: Refusal | null;
  errors: readonly FormError[];
  values: FormValues;
}

/** The hidden fields that every form behind the code carries. */
export interface Door {
  token: string;
  ticket: string;
}

/** What every page with a form is given: the hidden fields, what is wrong with a field, and what was typed in it. */
export interface FormProps {
  door: Door;
  errorOf: (field: string) => string | undefined;
  valueOf: (field: string) => string | undefined;
}

import type { LocalizedText } from '~/i18n/localized-text';
import type { Day } from '~/platform/day';
import { born, next, type Fact } from '~/record/fact';
import type { Country } from '~/programs/country';

export const PROGRAM_STAGES = ['planning', 'design', 'approval', 'implementation', 'evaluation', 'closed'] as const;
export type ProgramStage = (typeof PROGRAM_STAGES)[number];

export const PROGRAM_OVERLAYS = ['normal', 'on_notice', 'suspended', 'terminated'] as const;
export type ProgramOverlay = (typeof PROGRAM_OVERLAYS)[number];

export const ASSISTANCE_TYPES = [
  'training',
  'equipment',
  'advising',
  'infrastructure',
  'intelligence_support',
  'lethal',
] as const;
export type AssistanceType = (typeof ASSISTANCE_TYPES)[number];

/** Who receives the assistance (G05). */
export const UNIT_TYPES = ['regular', 'police', 'internal_security', 'elite_secret', 'non_state_armed_group'] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

export interface Program {
  id: string;
  missionId: string;
  slug: string;
  title: LocalizedText;
  description: LocalizedText;
  stage: ProgramStage;
  overlay: ProgramOverlay;
  /** The stage it had when it was enrolled: what lies behind it is never filled in afterwards. */
  enrolledStage: ProgramStage;
  enrolledOn: Day;
  assistanceType: AssistanceType;
  unitType: UnitType;
  version: number;
  country: Country;
}

/** Characters of one element's text. */
export const ELEMENT_TEXT = 8_000;

export interface ElementRevision {
  id: string;
  revision: number;
  text: LocalizedText;
  effectiveOn: Day;
  /** The decision that changed it; null for what staff wrote themselves. */
  decisionId: string | null;
}

/** A numbered part of a program whose text is kept in every version it ever had. */
export interface ProgramElement {
  id: string;
  programId: string;
  number: string;
  title: LocalizedText;
  version: number;
  /** Newest first; never empty. */
  revisions: readonly ElementRevision[];
}

/** The revision in force on a day: the newest that has taken effect, else the first one written. */
export function revisionInForce(element: Pick<ProgramElement, 'revisions'>, today: Day): ElementRevision | null {
  return element.revisions.find((one) => one.effectiveOn <= today) ?? element.revisions.at(-1) ?? null;
}

/** The newest revision, in force or yet to be: what a change starts from. */
export function latestRevision(element: Pick<ProgramElement, 'revisions'>): ElementRevision | null {
  return element.revisions[0] ?? null;
}

/** Whether two texts say the same in every language; blank counts as nothing. */
export function sameText(a: LocalizedText, b: LocalizedText): boolean {
  const words = (text: LocalizedText) =>
    JSON.stringify(
      Object.entries(text)
        .map(([tag, value]) => [tag, (value ?? '').trim()])
        .filter(([, value]) => value !== '')
        .sort(),
    );
  return words(a) === words(b);
}

export function elementAdded(id: string, programId: string): Fact {
  return born('program_element.added', id, { program: programId });
}

/** The fact of a new revision of an element's text; `decisionId` when a decision caused it. */
export function elementChanged(element: { id: string; version: number }, decisionId: string | null): Fact {
  return next('program_element.changed', element, decisionId === null ? {} : { decision: decisionId });
}

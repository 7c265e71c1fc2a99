import { SOURCE_LANGUAGE } from '~/i18n/languages';
import { isEmptyIdentity, type Identity } from '~/vault/identity';
import { CONSENT_USES, type ConsentUse } from './consent';

/**
 * How much exposure the sender can bear, from none to all (G04). Staff can lower exposure below it, never raise it; the
 * sender can tighten it at any time by return code.
 */
export const TOLERANCES = [
  'none',
  'confidential_only',
  'organisation_type_only',
  'organisation_to_us',
  'organisation_public',
] as const;
export type Tolerance = (typeof TOLERANCES)[number];

/**
 * How the sender is known: to nobody, to two protection officers in need alone, or by name as far as the tolerance
 * goes. All but the first need a vault key of the round to seal the name to.
 */
export const ATTRIBUTIONS = ['anonymous', 'confidential', 'named'] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

/** What a round offers: without a vault that two officers stand behind, anonymity alone. Fails closed. */
export function attributionsOffered(hasVault: boolean): readonly Attribution[] {
  return hasVault ? ATTRIBUTIONS : ['anonymous'];
}

/** What is sealed of an identity: nothing for the anonymous, whatever was typed, and nothing for one left empty. */
export function identityKept(draft: Pick<SubmissionDraft, 'attribution' | 'identity'>): Identity | null {
  const { attribution, identity } = draft;
  return attribution === 'anonymous' || !identity || isEmptyIdentity(identity) ? null : identity;
}

/** Coarse on purpose: with a round's place and time a finer kind would point to one organisation. */
export const ORG_TYPES = [
  'community_group',
  'local_ngo',
  'womens_group',
  'youth_group',
  'victims_group',
  'faith_group',
  'professional_body',
  'media',
  'other',
] as const;
export type OrgType = (typeof ORG_TYPES)[number];

export const CHANNELS = ['web', 'session', 'paper', 'phone', 'message'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One answered question: free text, which is sealed, or choices, which are codes of the question's options. */
export type DraftAnswer =
  | { questionId: string; text: string; choices?: undefined }
  | { questionId: string; choices: readonly string[]; text?: undefined };

/** All that a submission is made of, before anything is sealed. */
export interface SubmissionDraft {
  round: { id: string; missionId: string; consentVersion: string };
  channel: Channel;
  attribution: Attribution;
  /** Who they are and how to reach them safely; null for the anonymous. */
  identity: Identity | null;
  tolerance: Tolerance;
  orgType: OrgType | null;
  /** BCP 47, of the words; the declared language always wins over a detected one. */
  language: string;
  /** BCP 47, of the answer we owe. */
  answerLanguage: string;
  consents: Readonly<Record<ConsentUse, boolean>>;
  /** BCP 47, of the page: the words of the consents were read in it. */
  consentsShownIn: string;
  answers: readonly DraftAnswer[];
  /** "I do not want a code": nobody ever gets one, the answer is read in public under its theme or at the meeting. */
  codeDeclined: boolean;
  /** "Let me see my words again": keeps a copy that the holder of the code may open. */
  wordsShown: boolean;
}

/** What is sealed to the desk beside the items: where the identity would be, and what staff may show of it. */
export interface SubmissionHeader {
  handle: string;
  attribution: Attribution;
  group: string | null;
  region: string | null;
}

/** A kind of organisation is kept only if the sender can bear that much to be known (PROTOCOL.md). */
export function orgTypeKept({ tolerance, orgType }: Pick<SubmissionDraft, 'tolerance' | 'orgType'>): OrgType | null {
  return tolerance === 'none' || tolerance === 'confidential_only' ? null : orgType;
}

/** The words come back only to whoever holds a code: without one, no copy is made. */
export function wordsAreKept({ wordsShown, codeDeclined }: Pick<SubmissionDraft, 'wordsShown' | 'codeDeclined'>) {
  return wordsShown && !codeDeclined;
}

/** Nothing but the handle and how the sender is known; group and region stay empty until a round asks for them. */
export function headerOf(draft: Pick<SubmissionDraft, 'attribution'>, handle: string): SubmissionHeader {
  return { handle, attribution: draft.attribution, group: null, region: null };
}

/**
 * The uses that are a person's choice: all but reading, which comes with sending, since nothing can be done with words
 * that nobody may read; and showing a name only where there is one.
 */
export function usesAsked(attribution: Attribution): readonly ConsentUse[] {
  return CONSENT_USES.filter((use) => use !== 'read' && (use !== 'attribute' || attribution !== 'anonymous'));
}

/** Consents as they are stored: every use, given or not, so that the record shows what was refused too. */
export function consentsOf(given: readonly ConsentUse[], attribution: Attribution): Record<ConsentUse, boolean> {
  const possible: readonly ConsentUse[] = ['read', ...usesAsked(attribution)];
  const all = CONSENT_USES.map((use) => [use, given.includes(use) && possible.includes(use)] as const);
  return Object.fromEntries(all) as Record<ConsentUse, boolean>;
}

/** The language of our answer: as wished, else that of the words if the round answers in it, else the round's first. */
export function answerLanguageOf(wished: string | null, words: string, offered: readonly string[]): string {
  if (wished !== null && offered.includes(wished)) return wished;
  return offered.includes(words) ? words : (offered[0] ?? SOURCE_LANGUAGE);
}

/** What is stored under a form's token, as a retry of the same form finds it. */
export interface Replay {
  submissionId: string;
  missionId: string;
  state: string;
  replayOpen: boolean;
  /** Null when nothing is to be shown again: confirmed, or a code was never wanted. */
  bodyTag: Uint8Array | null;
  version: number;
}

/**
 * Whether the code may still be shown to whoever holds the form: not confirmed, not withdrawn, and not later than the
 * token lives (12 h). A submission whose sender wanted no code was never open.
 */
export function replayIsOpen(replay: Replay, age: 'too_young' | 'in_time' | 'too_old'): boolean {
  return replay.state === 'received' && replay.replayOpen && replay.bodyTag !== null && age !== 'too_old';
}

/** What a participant's words can be used for; consent is asked for each by itself and can be withdrawn by return code (G04). */
export const CONSENT_USES = [
  'read',
  'translate',
  'quote',
  'attribute',
  'publish',
  'share_with_donors',
  'be_asked_by_auditor',
  'keep_after_round',
] as const;
export type ConsentUse = (typeof CONSENT_USES)[number];

/** What sending means: without these nobody could answer. */
export const MEANT_BY_SENDING: readonly ConsentUse[] = ['read', 'translate'];

/** The choices, all off until the person takes them. */
export const CHOSEN_USES: readonly ConsentUse[] = CONSENT_USES.filter((use) => !MEANT_BY_SENDING.includes(use));

import { done, type Result } from '~/platform/result';
import { StaleChange } from '~/record/record-change.server';
import { bodyTag, canonicalBody, type BodyFields } from './canonical-body.server';
import { saysSomethingHappened } from './check-in';
import { allowAdvocacy, checkIn, disallowAdvocacy } from './check-in-commands.server';
import { askLooser, cancelLoosening } from './loosen-commands.server';
import { raiseFlag, takeConsentBack, tightenTolerance } from './tolerance-commands.server';
import type { Notice, Visit } from './visit';
import { collect, confirmUnderstanding, dispute, markRead, say } from './visit-commands.server';
import { FormTaken } from './visit-door-store.server';
import type { VisitInput } from './visit-input';
import { loadVisit } from './visit-store.server';

const NOTICE = {
  say: 'said',
  confirm: 'confirmed',
  dispute: 'disputed',
  flag: 'flagged',
  tighten: 'tightened',
  take_back: 'consent_taken_back',
  loosen: 'loosening_waits',
  cancel_loosening: 'loosening_cancelled',
  check_in: 'checked_in',
  allow_advocacy: 'advocacy_allowed',
  disallow_advocacy: 'advocacy_taken_back',
} as const satisfies Partial<Record<VisitInput['intent'], Notice>>;
type Acts = keyof typeof NOTICE;
export type ActInput = Extract<VisitInput, { intent: Acts }>;

export function isAct(input: VisitInput): input is ActInput {
  return input.intent in NOTICE;
}

/**
 * What stands for one sending of one form: its token's nonce and what it says. The same page sent twice is taken once;
 * another form of that page, or other words in it, are another sending, so that nothing typed is taken for a repetition.
 */
export function nonceOf(tokenNonce: Uint8Array, fields: BodyFields): Uint8Array {
  return bodyTag(tokenNonce, canonicalBody(fields));
}

function perform(visit: Visit, input: ActInput, nonce: Uint8Array): Promise<Result> {
  switch (input.intent) {
    case 'say':
      return say(visit, nonce, input);
    case 'confirm':
      return confirmUnderstanding(visit, nonce, input.understanding);
    case 'dispute':
      return dispute(visit, nonce, input);
    case 'flag':
      return raiseFlag(visit, nonce, input);
    case 'tighten':
      return tightenTolerance(visit, nonce, input.tolerance);
    case 'take_back':
      return takeConsentBack(visit, nonce, input.use);
    case 'loosen':
      return askLooser(visit, nonce, { ...input.wish, code: input.code });
    case 'cancel_loosening':
      return cancelLoosening(visit, nonce, input.loosening);
    case 'check_in':
      return checkIn(visit, nonce, input);
    case 'allow_advocacy':
      return allowAdvocacy(visit, nonce, input.code);
    case 'disallow_advocacy':
      return disallowAdvocacy(visit, nonce);
  }
}

function noticeOf(input: ActInput): Notice {
  if (input.intent === 'check_in' && saysSomethingHappened(input.answer)) return 'reprisal_reported';
  return input.intent === 'flag' && input.kind === 'staff_conduct' ? 'complained' : NOTICE[input.intent];
}

async function onFreshVisit<T>(visit: Visit, work: (visit: Visit) => Promise<T>): Promise<T> {
  try {
    return await work(visit);
  } catch (error) {
    if (!(error instanceof StaleChange)) throw error;
    return work(await loadVisit(visit.submission.missionId, visit.submission.id));
  }
}

/**
 * Does what a form behind a return code asks, once. A second press is answered with "already done", never an error; an
 * act that met a change by staff is decided again on what is there now.
 */
export async function act(visit: Visit, input: ActInput, nonce: Uint8Array): Promise<Result<Notice>> {
  try {
    const result = await onFreshVisit(visit, (fresh) => perform(fresh, input, nonce));
    if (result.ok) return done(noticeOf(input));
    return result.refusal === 'visit.already' ? done('already_done') : result;
  } catch (error) {
    if (error instanceof FormTaken) return done('already_done');
    throw error;
  }
}

/** Notes that what is about to be shown was read. Another reading of the same moment may have noted it first. */
export async function noteReading(visit: Visit, answered?: string): Promise<void> {
  const item = visit.items.find(({ id }) => id === answered);
  try {
    await (item ? collect(visit, item) : markRead(visit));
  } catch (error) {
    if (!(error instanceof StaleChange)) throw error;
  }
}

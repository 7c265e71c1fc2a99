/** Tries that failed, leaking away with time: `level` of them at the moment `at` (milliseconds). */
export interface Bucket {
  level: number;
  at: number;
}

export const EMPTY: Bucket = { level: 0, at: 0 };

/** One failed try is forgotten each three minutes, per account and source; each minute, per account. */
const SOURCE_LEAK_MS = 180_000;
const ACCOUNT_LEAK_MS = 60_000;
/** So many failures of one source for one account are answered; the next is refused until one has leaked away. */
export const SOURCE_ROOM = 6;
/** From so many failures of all sources together on, everybody waits a little for this account. */
export const ACCOUNT_ROOM = 20;
export const LONGEST_DELAY_MS = 2_000;

function levelAt(bucket: Bucket, now: number, leakMs: number): number {
  return Math.max(0, bucket.level - Math.max(0, now - bucket.at) / leakMs);
}

export function sourceLevel(bucket: Bucket, now: number): number {
  return levelAt(bucket, now, SOURCE_LEAK_MS);
}

export function accountLevel(bucket: Bucket, now: number): number {
  return levelAt(bucket, now, ACCOUNT_LEAK_MS);
}

export interface TryDecision {
  /** Refused only because this very source has failed too often itself. */
  isRefused: boolean;
  delayMs: number;
}

/**
 * Decides over a try before its work is done. Guesses of others never lock a person out: what all sources together have
 * failed only adds a delay, two seconds at most; where the source is not known (an onion address), all is delay.
 */
export function decideTry(source: Bucket | null, account: Bucket, now: number): TryDecision {
  const own = source ? sourceLevel(source, now) : 0;
  if (own + 1 > SOURCE_ROOM) return { isRefused: true, delayMs: 0 };
  const over = Math.max(0, accountLevel(account, now) - ACCOUNT_ROOM);
  const delayMs = Math.round(over * 100 + (own > 2 ? (own - 2) * 250 : 0));
  return { isRefused: false, delayMs: Math.min(LONGEST_DELAY_MS, delayMs) };
}

/** One more try, counted before it is known whether it fails: a hundred at once find no gap. */
export function counted(bucket: Bucket, now: number, of: 'source' | 'account'): Bucket {
  return { level: (of === 'source' ? sourceLevel : accountLevel)(bucket, now) + 1, at: now };
}

/** A try that was right after all is given back. */
export function givenBack(bucket: Bucket, now: number): Bucket {
  const level = accountLevel(bucket, now);
  return { level: Math.max(0, level - 1), at: now };
}

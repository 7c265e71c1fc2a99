import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SOURCE_HEADER } from '~/platform/http/source.server';
import { counted, decideTry, EMPTY, givenBack, type Bucket } from '~/auth/try-budget';

const HOUR_MS = 3_600_000;
/** More than any attack on one server needs; the oldest are forgotten first. */
const MOST_BUCKETS = 50_000;

/** An opaque name of the network a request came from, set by our own front; null where there is none. */
export function sourceOf(request: Request): string | null {
  return request.headers.get(SOURCE_HEADER);
}

export interface Try {
  isRefused: boolean;
  delayMs: number;
  /** To be called when the try was right: it does not count. */
  right(): void;
}

/**
 * Counts tries in memory alone, under names that only this process and only this hour can make: HMAC under a random key
 * that is thrown away each hour, with all counts (SECURITY.md §6). Nothing of it is stored or logged.
 */
export class Tries {
  private key = randomBytes(32);
  private hour = -1;
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly now: () => number) {}

  /** `what` is what is being guessed at, such as `password` and an address; a null `source` can only be slowed. */
  take(what: readonly [kind: string, subject: string], source: string | null): Try {
    this.renewHourly();
    const now = this.now();
    const account = this.name('all', ...what);
    const own = source === null ? null : this.name('one', ...what, source);
    const decision = decideTry(own === null ? null : this.bucket(own), this.bucket(account), now);
    if (!decision.isRefused) {
      this.keep(account, counted(this.bucket(account), now, 'account'));
      if (own !== null) this.keep(own, counted(this.bucket(own), now, 'source'));
    }
    return { ...decision, right: () => this.forgive(account, own) };
  }

  private forgive(account: string, own: string | null): void {
    this.keep(account, givenBack(this.bucket(account), this.now()));
    if (own !== null) this.buckets.delete(own);
  }

  private bucket(name: string): Bucket {
    return this.buckets.get(name) ?? EMPTY;
  }

  private keep(name: string, bucket: Bucket): void {
    this.buckets.delete(name);
    this.buckets.set(name, bucket);
    const oldest = this.buckets.keys().next();
    if (this.buckets.size > MOST_BUCKETS && !oldest.done) this.buckets.delete(oldest.value);
  }

  private name(...parts: string[]): string {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest('base64url');
  }

  private renewHourly(): void {
    const present = Math.floor(this.now() / HOUR_MS);
    if (present === this.hour) return;
    this.hour = present;
    this.key = randomBytes(32);
    this.buckets.clear();
  }
}

const tries = new Tries(() => Date.now());

/** Counts a try of a sign-in and waits as long as it must. */
export async function takeTry(what: readonly [kind: string, subject: string], source: string | null): Promise<Try> {
  const taken = tries.take(what, source);
  if (taken.delayMs > 0) await wait(taken.delayMs);
  return taken;
}

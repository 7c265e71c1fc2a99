import { createHmac, randomBytes } from 'node:crypto';
import { fits, roomsOf, type Door, type Taken } from './budget';

const HOUR_MS = 3_600_000;
/** Networks that are remembered within one hour; beyond, the one that was quiet longest is forgotten. */
export const MOST_SOURCES = 50_000;

/** How one submission asks to be let in. */
export interface Arrival {
  roundId: string;
  expectedPeople: number;
  door: Door;
  /** The opaque mark of its network for this hour, or null. */
  source: string | null;
}

export interface Place {
  /** False: it is kept in quarantine. */
  within: boolean;
  /** To be called when nothing was stored after all. */
  giveBack(): void;
}

/**
 * Counts of one hour in memory, under names that only this process and this hour can make: HMAC under a random key that
 * is thrown away each hour with all counts. Nothing of it is stored or logged. What is over the budget of its own network
 * takes nothing from the budgets of all. A second process counts for itself.
 */
export class Budgets {
  private key = randomBytes(32);
  private hour = -1;
  private readonly sources = new Map<string, number>();
  private readonly shared = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  take(arrival: Arrival): Place {
    this.renewHourly();
    const { hour } = this;
    const source = arrival.source === null ? null : this.name('source', arrival.roundId, arrival.source);
    const names = {
      door: this.name('door', arrival.roundId, arrival.door),
      round: this.name('round', arrival.roundId),
      all: this.name('all'),
    };
    const count = (name: string) => this.shared.get(name) ?? 0;
    const taken: Taken = {
      source: source === null ? null : (this.sources.get(source) ?? 0),
      door: count(names.door),
      round: count(names.round),
      all: count(names.all),
    };
    if (!fits(taken, roomsOf(arrival.expectedPeople))) return { within: false, giveBack: () => undefined };
    this.add(source, Object.values(names), 1);
    let isGiven = false;
    const giveBack = (): void => {
      if (!isGiven && hour === this.hour) this.add(source, Object.values(names), -1);
      isGiven = true;
    };
    return { within: true, giveBack };
  }

  /** How many names are held: bounded whatever comes. */
  get size(): number {
    return this.sources.size + this.shared.size;
  }

  private add(source: string | null, names: readonly string[], by: 1 | -1): void {
    for (const name of names) this.shared.set(name, (this.shared.get(name) ?? 0) + by);
    if (source === null) return;
    const count = (this.sources.get(source) ?? 0) + by;
    this.sources.delete(source);
    this.sources.set(source, count);
    const oldest = this.sources.keys().next();
    if (this.sources.size > MOST_SOURCES && !oldest.done) this.sources.delete(oldest.value);
  }

  private name(...parts: string[]): string {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest('base64url');
  }

  private renewHourly(): void {
    const present = Math.floor(this.now() / HOUR_MS);
    if (present === this.hour) return;
    this.hour = present;
    this.key = randomBytes(32);
    this.sources.clear();
    this.shared.clear();
  }
}

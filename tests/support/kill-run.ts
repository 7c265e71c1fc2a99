import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, codeIn, type Fields, type Reply } from './http-site';
import { filledWith, formTo, press, type OpenForm } from './participant-client';

/** What a sender was told it had sent: the only promise that counts. */
export interface Acknowledged {
  mark: string;
  code: string;
  /** Whether the words come back by the code. */
  shown: boolean;
}

/** Longer than any restart: whoever is not served by then has met a fault. */
const PATIENCE_MS = 120_000;

/** Numbers between 0 and 1 that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody at a browser who presses "again" until the page comes, on whichever node answers. */
export class PatientSender {
  readonly acknowledged: Acknowledged[] = [];
  /** What no fault explains. */
  readonly trouble: string[] = [];
  /** How often a reply was lost or refused for a time. */
  retries = 0;

  constructor(
    private readonly origins: readonly string[],
    private readonly slug: string,
    private readonly random: () => number,
  ) {}

  /** Sends one after the other until it is told to stop; finishes what it has begun. */
  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      try {
        await this.sendOne();
      } catch (error) {
        this.trouble.push(String(error));
      }
    }
  }

  private async sendOne(): Promise<void> {
    const path = `/en/rounds/${this.slug}/respond`;
    const mark = `mark-${randomUUID()}`;
    const shown = this.random() < 0.5;
    const page = await this.untilServed((origin) => ask(origin, path));
    const { fields, html } = formTo(page, path);
    const words = [...html.matchAll(/<textarea\b[^>]*\sname="(q-[^"]+)"/g)].map(([, name = '']) => name);
    const form: OpenForm = { path, fields, words, ripeAt: Date.now() + 3_100 };
    const filled = filledWith(form, mark, shown ? { words_shown: 'yes' } : {});
    const checked = await this.untilServed((origin) => press(origin, path, filled, 'check'));
    await pause(Math.max(0, form.ripeAt - Date.now()));
    await this.submit(path, formTo(checked, path).fields, { mark, shown });
  }

  /** The same form with the same token, on any node, as often as it takes: the protocol promises one code. */
  private async submit(path: string, fields: Fields, { mark, shown }: { mark: string; shown: boolean }): Promise<void> {
    const reply = await this.untilServed((origin) => press(origin, path, fields, 'submit'));
    const code = codeIn(reply.body);
    if (code) this.acknowledged.push({ mark, code, shown });
    else this.trouble.push(`${mark}: sent, and answered by "${/<h1[^>]*>([^<]*)/.exec(reply.body)?.[1]}"`);
  }

  private async untilServed(attempt: (origin: string) => Promise<Reply>): Promise<Reply> {
    const begun = Date.now();
    for (;;) {
      const origin = this.origins[Math.floor(this.random() * this.origins.length)] ?? '';
      const reply = await attempt(origin).catch(() => null);
      if (reply?.status === 200) return reply;
      if (reply && reply.status < 500) throw new Error(`answered ${reply.status}`);
      if (Date.now() - begun > PATIENCE_MS) throw new Error(`not served: ${reply?.status ?? 'no reply'}`);
      this.retries += 1;
      await pause(50 + this.random() * 300);
    }
  }
}

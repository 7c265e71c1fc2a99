import type { Result } from '~/platform/result';

/** The value of a command that the story needs. A refusal ends the telling: nothing is told that was not done. */
export async function succeeded<T>(pending: Promise<Result<T>>): Promise<T> {
  const result = await pending;
  if (result.ok) return result.value;
  throw new Error(`the story was refused: ${result.refusal} ${result.details?.join(', ') ?? ''}`.trim());
}

/** A value that must be there for the story to go on. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the story lacks ${what}`);
  return value;
}

/** As many people as there are cores to wait on. */
const AT_ONCE = 6;

/** Does the same for all, a few at once, in their order; gives the results in that order. */
export async function forEachOf<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = all.entries();
  const worker = async () => {
    for (const [index, one] of queue) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

import { addDays, dayOf, type Day } from '~/platform/day';
import { installRuntime, runtime, type Runtime } from '~/platform/runtime.server';

/** The hour at which the story's people sit at their desks, in UTC. */
const MORNING = 9;

/**
 * The program's clock while the story is told: set back to tell what happened in the last months, and never beyond the
 * real now. Days are counted from the day on which the story ends, so that yesterday is -1.
 */
export interface StoryClock {
  /** To the morning of a day, or to the real now for 0. Never goes back. */
  goTo(offset: number): void;
  /** A day by its offset, for dates that the story's people write down. */
  day(offset: number): Day;
}

/** Runs `tell` with the clock in its hands and gives the program its own clock back, whatever happens. */
export async function withStoryClock<T>(tell: (clock: StoryClock) => Promise<T>): Promise<T> {
  const real: Runtime = runtime();
  const end = real.now();
  let moment = end;
  let begun = false;
  const day = (offset: number) => addDays(dayOf(end), offset);
  const goTo = (offset: number) => {
    const morning = new Date(`${day(offset)}T${String(MORNING).padStart(2, '0')}:00:00.000Z`);
    const wanted = morning < end && offset < 0 ? morning : end;
    if (begun && wanted < moment) throw new Error(`the story goes back to day ${offset}`);
    begun = true;
    moment = wanted;
  };
  installRuntime({ ...real, now: () => new Date(moment) });
  try {
    return await tell({ goTo, day });
  } finally {
    installRuntime(real);
  }
}

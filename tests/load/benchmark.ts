import type { Limits } from './bench-arguments';

/** A cell is shown as it stands; a number with as many places as its column says. */
export type Cell = string | number | null;

export interface Column {
  name: string;
  /** Places behind the point. Numbers stand to the right, texts to the left. */
  places?: number;
}

export interface Table {
  title: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

/** What a figure had to reach, and whether it did. */
export interface Verdict {
  says: string;
  met: boolean;
}

export interface Report {
  tables: readonly Table[];
  /** How it was measured, and against what. */
  method: readonly string[];
  verdicts: readonly Verdict[];
}

/** What a benchmark has around it. */
export interface Bench {
  limits: Limits;
  /** Has something ended when the run is over or is broken off, the latest first. */
  ending(close: () => unknown): void;
  /** Tells somebody who waits what is going on. */
  progress(text: string): void;
}

export interface Benchmark {
  name: string;
  /** One line for the help. */
  says: string;
  run(bench: Bench): Promise<Report>;
}

/** What is to be ended, each once, the latest first; that one fails keeps none of the others. */
export class Endings {
  readonly #closers: (() => unknown)[] = [];

  add(close: () => unknown): void {
    this.#closers.push(close);
  }

  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

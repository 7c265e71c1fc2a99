import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, decideTry, EMPTY, givenBack, LONGEST_DELAY_MS, SOURCE_ROOM, type Bucket } from '~/auth/try-budget';
import { Tries } from '~/auth/tries.server';

const MINUTE = 60_000;

describe('decideTry', () => {
  it('refuses a source for its own failures alone', () => {
    const full: Bucket = { level: SOURCE_ROOM, at: 0 };
    expect(decideTry(full, EMPTY, 0).isRefused).toBe(true);
    expect(decideTry(full, EMPTY, 3 * MINUTE).isRefused).toBe(false);
    expect(decideTry(EMPTY, { level: 1_000_000, at: 0 }, 0)).toEqual({ isRefused: false, delayMs: LONGEST_DELAY_MS });
  });

  it('never refuses, and never holds longer than two seconds, whoever has not failed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.boolean(), (level, at, known) => {
        const decision = decideTry(known ? EMPTY : null, { level, at }, at + 1);
        expect(decision.isRefused).toBe(false);
        expect(decision.delayMs).toBeLessThanOrEqual(LONGEST_DELAY_MS);
      }),
    );
  });

  it('does not go below nothing, nor back in time', () => {
    expect(givenBack(EMPTY, 5)).toEqual({ level: 0, at: 5 });
    expect(counted({ level: 2, at: 1000 }, 0, 'source').level).toBe(3);
  });
});

function moved() {
  let now = Date.UTC(2026, 2, 2, 9);
  return { tries: new Tries(() => now), after: (ms: number) => void (now += ms) };
}

const what = ['password', 'ada@mission.example'] as const;
const fail = (tries: Tries, source: string | null, times: number, on: readonly [string, string] = what) =>
  Array.from({ length: times }, () => tries.take(on, source)).filter(({ isRefused }) => isRefused).length;

describe('Tries', () => {
  it('counts a try before it is known to fail, so that many at once find no gap', () => {
    const { tries } = moved();
    expect(fail(tries, 'here', 100)).toBe(100 - SOURCE_ROOM);
  });

  it('leaves the person at another place, and other accounts, alone', () => {
    const { tries } = moved();
    fail(tries, 'there', 500);
    expect(tries.take(what, 'here').isRefused).toBe(false);
    expect(tries.take(['password', 'bea@mission.example'], 'there').isRefused).toBe(false);
  });

  it('slows a known attack for everybody, and nobody longer than two seconds', () => {
    const { tries } = moved();
    for (let source = 0; source < 100; source++) fail(tries, `there-${source}`, 6);
    const { isRefused, delayMs } = tries.take(what, 'here');
    expect(isRefused).toBe(false);
    expect(delayMs).toBe(LONGEST_DELAY_MS);
  });

  it('lets a source try again after a while', () => {
    const { tries, after } = moved();
    fail(tries, 'here', 10);
    after(2 * MINUTE);
    expect(tries.take(what, 'here').isRefused).toBe(true);
    after(2 * MINUTE);
    expect(tries.take(what, 'here').isRefused).toBe(false);
  });

  it('does not count what was right', () => {
    const { tries } = moved();
    for (let time = 0; time < 50; time++) tries.take(what, 'here').right();
    expect(tries.take(what, 'here')).toMatchObject({ isRefused: false, delayMs: 0 });
  });

  it('only slows where sources cannot be told apart', () => {
    const { tries } = moved();
    expect(fail(tries, null, 300)).toBe(0);
    expect(tries.take(what, null).delayMs).toBe(LONGEST_DELAY_MS);
  });

  it('forgets everything each hour, with the key', () => {
    const { tries, after } = moved();
    fail(tries, 'here', 100);
    after(60 * MINUTE);
    expect(tries.take(what, 'here')).toMatchObject({ isRefused: false, delayMs: 0 });
  });
});

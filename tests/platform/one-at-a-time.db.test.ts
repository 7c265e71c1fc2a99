import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '~/generated/prisma/client';
import { readIn } from '~/platform/db.server';
import { oneAtATime } from '~/platform/one-at-a-time.server';
import { aMission } from '../support/people';
import { anOpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await startTestRuntime();
  await anOpenRound(await aMission());
});
afterAll(() => runtime.close());

/** A client whose connections tell how many statements each of them had to do at the same time, at most. */
function watched() {
  const pool = new pg.Pool({ connectionString: runtime.databaseUrl, max: 3 });
  const waiting = new Map<object, number>();
  let most = 0;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    client.query = ((...args: unknown[]) => {
      const now = (waiting.get(client) ?? 0) + 1;
      waiting.set(client, now);
      most = Math.max(most, now);
      const running = query(...args);
      const done = () => void waiting.set(client, (waiting.get(client) ?? 1) - 1);
      running?.then(done, done);
      return running;
    }) as typeof client.query;
  });
  const prisma = new PrismaClient({
    adapter: oneAtATime(new PrismaPg(pool as unknown as ConstructorParameters<typeof PrismaPg>[0])),
  });
  return { prisma, most: () => most, close: () => prisma.$disconnect().then(() => pool.end()) };
}

/** The parts that a page may read in one go. */
const SEVERAL = [1, 2, 3, 4];

describe('a transaction', () => {
  it('sends one statement at a time, however many are asked for at once', async () => {
    const { prisma, most, close } = watched();
    const answers = await readIn(prisma, {}, (db) =>
      Promise.all(SEVERAL.map((n) => db.$queryRaw<{ n: number }[]>`select ${n}::int as n, pg_sleep(0.01)::text`)),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(SEVERAL);
    expect(most()).toBe(1);
    await close();
  });

  it('sends the parts of a nested select one at a time', async () => {
    const { prisma, most, close } = watched();
    const parts = { questions: { select: { id: true } }, roundLanguages: { select: { language: true } } };
    const [round] = await readIn(prisma, {}, (db) =>
      db.round.findMany({ select: { id: true, ...parts, program: { select: { slug: true } } } }),
    );
    expect(round?.questions.length).toBeGreaterThan(0);
    expect(round?.roundLanguages.length).toBeGreaterThan(0);
    expect(most()).toBe(1);
    await close();
  });

  it('goes on after a statement that failed, and rolls back behind those that waited', async () => {
    const { prisma, most, close } = watched();
    const refused = readIn(prisma, {}, (db) =>
      Promise.all([db.$queryRaw`select 1 / 0`, db.$queryRaw`select 1 as one`, db.$queryRaw`select 2 as two`]),
    );
    await expect(refused).rejects.toThrow(/division by zero/);
    const after = await readIn(prisma, {}, (db) => db.$queryRaw<{ one: number }[]>`select 1 as one`);
    expect(after).toEqual([{ one: 1 }]);
    expect(most()).toBe(1);
    await close();
  });

  it('does not wait for another transaction', async () => {
    const { prisma, close } = watched();
    const order: string[] = [];
    const read = (name: string, seconds: number) =>
      readIn(prisma, {}, async (db) => {
        await db.$queryRaw`select pg_sleep(${seconds}::float8)::text`;
        order.push(name);
      });
    await Promise.all([read('slow', 0.5), read('quick', 0)]);
    expect(order).toEqual(['quick', 'slow']);
    await close();
  });
});

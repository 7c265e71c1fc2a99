import pg from 'pg';
import type { Mission } from '~/missions/mission';
import { done, refused, wrongUse, type Command, type OpenedProgram, type Surroundings } from './command';
import { chooseMission } from './mission-choice.server';
import { otherRounds, scratchRound, type ScratchRound } from './scale-round.server';
import { insertBatch } from './scale-rows.server';

/** Items of one transaction: fewer cost more for each, many more show no progress for seconds. */
const BATCH = 2_000;
const MOST_ITEMS = 5_000_000;

async function connect({ databaseUrl }: OpenedProgram): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // A benchmark wants many rows soon, not each of them on the disk before the next.
  await client.query('SET synchronous_commit = off');
  return client;
}

/** From here on as the tables' owner, whom row-level security shows this mission alone. */
async function enterMission(client: pg.Client, missionId: string): Promise<void> {
  await client.query('SET ROLE answerable_owner');
  await client.query(`SELECT set_config('app.mission', $1, false)`, [missionId]);
}

/** Connections that write at the same time: one prepares while the other waits for the database. */
const WRITERS = 2;

interface Filling {
  round: ScratchRound;
  items: number;
  clients: readonly pg.Client[];
  progress: Surroundings['progress'];
}

/** Gives the seconds that it took. */
async function fill({ round, items, clients, progress }: Filling): Promise<number> {
  const begun = performance.now();
  let [begunItems, made] = [0, 0];
  const write = async (client: pg.Client) => {
    while (begunItems < items) {
      const from = begunItems;
      begunItems += Math.min(BATCH, items - from);
      made += await insertBatch(client, round, begunItems - from, from);
      const rate = Math.round(made / ((performance.now() - begun) / 1000));
      const bar = '#'.repeat(Math.round((made / items) * 30)).padEnd(30, '.');
      progress?.(`[${bar}] ${made} of ${items} items, ${rate} a second`);
    }
  };
  await Promise.all(clients.map(write));
  progress?.('');
  return (performance.now() - begun) / 1000;
}

interface Wanted {
  items: number;
  isTest: boolean;
}

async function generate(clients: readonly pg.Client[], mission: Mission, wanted: Wanted, around: Surroundings) {
  const { items, isTest } = wanted;
  const [first] = clients;
  const others = await otherRounds(first!);
  if (others > 0 && !isTest) {
    const says = `There are ${others} other rounds here. Say --yes-this-is-a-test if nobody uses this installation.`;
    return refused({ where: null, says });
  }
  for (const client of clients) await enterMission(client, mission.id);
  const round = await scratchRound(first!, mission);
  const seconds = await fill({ round, items, clients, progress: around.progress });
  const rate = Math.round(items / seconds);
  const lines = [`Made ${items} items in ${seconds.toFixed(1)} s, ${rate} a second, in the round ${round.slug}.`];
  return done(lines, { items, seconds, itemsPerSecond: rate, round: round.slug });
}

/** Fills a scratch round for benchmarks, past the commands, with facts and sealed texts that the desk can open. */
export const generateScaleCommand: Command = {
  name: 'generate-scale',
  usage: '--items N [--mission SLUG] [--yes-this-is-a-test]',
  says: 'Fills a scratch round with many items, for benchmarks. Never on an installation that people use.',
  options: { items: { type: 'string' }, mission: { type: 'string' }, 'yes-this-is-a-test': { type: 'boolean' } },
  optionLines: [
    ['--items N', 'how many'],
    ['--mission SLUG', 'the mission, where there are several'],
    ['--yes-this-is-a-test', 'also where there are other rounds'],
  ],
  operands: 0,
  async run({ config, around, options }) {
    const items = Number(options.items);
    if (!Number.isInteger(items) || items < 1 || items > MOST_ITEMS) {
      return wrongUse(`Give a whole number from 1 to ${MOST_ITEMS}.`, '--items');
    }
    const program = await around.open(config);
    try {
      const choice = await chooseMission(program, options.mission as string | undefined);
      if (!choice.ok) return choice.outcome;
      const clients = await Promise.all(Array.from({ length: WRITERS }, () => connect(program)));
      try {
        const isTest = options['yes-this-is-a-test'] === true;
        return await generate(clients, choice.mission, { items, isTest }, around);
      } finally {
        await Promise.all(clients.map((client) => client.end()));
      }
    } finally {
      await program.close();
    }
  },
};

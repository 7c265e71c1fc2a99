import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { runCommand } from '~/commands/run.server';
import { readIn } from '~/platform/db.server';
import { openTexts } from '~/record/key-slots.server';
import { query } from '../support/database';
import type { HardScene } from '../support/hard-scene';

/** Of how many items a rare language and a rare theme are, in a queue of any length. */
export const RARE = 30;
export const RARE_LANGUAGE = 'ha';

export interface Filled {
  seconds: number;
  /** Of the round that holds the items. */
  roundSlug: string;
  /** A theme that every tenth item has, and one that few have. */
  themes: { common: string; rare: string };
  /** The number that one item alone has in its text, as `generate-scale` counts them. */
  ownNumber: string;
}

/**
 * What `generate-scale` leaves as if it had all just come, as a desk has it after weeks: four tenths received, three
 * screened, three coded; one in ten of a theme; few of a rare language and theme. Past the triggers: what is measured
 * is reading. The numbers are exact, so that a page has as many rows at any length.
 */
const SPREAD = (round: string, themes: Filled['themes']) => `
  set session_replication_role = replica;
  create temporary table spread as
    select id, row_number() over (order by day, id) as n from app.item where round_id = '${round}';
  update app.item i set state = (array['received', 'received', 'received', 'received', 'screened', 'screened', 'screened', 'coded', 'coded', 'coded'])[1 + s.n % 10]
    from spread s where s.id = i.id;
  update app.item i set language = '${RARE_LANGUAGE}' from (select id from spread order by md5(n::text) limit ${RARE}) s where s.id = i.id;
  update app.item set due_on = app.item_due(state, day, state_since) where round_id = '${round}';
  insert into app.theme (id, mission_id, round_id, title)
    select t.id, r.mission_id, r.id, '{"en": "Patrols"}' from app.round r, (values ('${themes.common}'::uuid), ('${themes.rare}'::uuid)) t (id) where r.id = '${round}';
  create temporary table themed as
    select gen_random_uuid() as point, i.id as item, i.mission_id, i.round_id, s.n from app.item i join spread s using (id)
    where s.n % 10 = 7 or s.id in (select id from spread order by md5('theme' || n) limit ${RARE});
  insert into app.point (id, mission_id, round_id, item_id, state) select point, mission_id, round_id, item, 'coded' from themed;
  insert into app.coding (id, mission_id, point_id, theme_id, by_account, made_on)
    select gen_random_uuid(), mission_id, point, '${themes.common}', gen_random_uuid(), current_date from themed where n % 10 = 7;
  insert into app.coding (id, mission_id, point_id, theme_id, by_account, made_on)
    select gen_random_uuid(), mission_id, point, '${themes.rare}', gen_random_uuid(), current_date
    from themed where item in (select id from spread order by md5('theme' || n) limit ${RARE});`;

async function generate({ program, mission, folder }: HardScene, items: number, progress: (text: string) => void) {
  let said = '';
  const { databaseUrl } = program;
  const env = { NODE_ENV: 'test' as const, DATABASE_URL: databaseUrl, DATA_DIR: `${folder}/data`, KEYS_DIR: `${folder}/keys` }; // prettier-ignore
  const exit = await runCommand(
    ['generate-scale', '--items', String(items), '--mission', mission.slug, '--yes-this-is-a-test', '--json'],
    {
      env,
      // The scene's own, which stays open.
      open: async () => ({ ...program, close: async () => undefined }),
      say: (line) => void (said += line),
      complain: (line) => void (said += line),
      progress,
    },
  );
  if (exit !== 0) throw new Error(`generate-scale ended with ${exit}: ${said}`);
  return JSON.parse(said) as { seconds: number; round: string };
}

/** A number of the most places: no other begins with it. Of an item that has been looked at, so that it can be found. */
async function ownNumber({ program, mission }: HardScene, items: number): Promise<string> {
  const texts = await readIn(program.databases.prisma.desk, { mission: mission.id }, async (db) => {
    const where = { state: 'screened', language: 'en' };
    const rows = await db.item.findMany({ where, select: { id: true, body: true }, take: 200 });
    return openTexts(db, rows.map(({ id, body }) => ({ place: { table: 'item', record: id, field: 'body' }, body }))); // prettier-ignore
  });
  const numbers = texts.flatMap((text) => /\((\d+)\)$/.exec(text ?? '')?.[1] ?? []);
  const own = numbers.find((number) => Number(number) * 10 > items);
  if (!own) throw new Error('no item has a number of its own');
  return own;
}

/** Fills a scene's mission with so many items, sealed and with their facts, spread over a desk's states. */
export async function fillDesk(scene: HardScene, items: number, progress: (text: string) => void): Promise<Filled> {
  const { seconds, round: roundSlug } = await generate(scene, items, progress);
  progress('spreading the items over states and themes …');
  const url = scene.databaseUrl;
  const [row] = await query<{ id: string }>(url, 'select id from app.round where slug = $1', [roundSlug]);
  const themes = { common: randomUUID(), rare: randomUUID() };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(SPREAD(row!.id, themes));
    // As the server's own housekeeping leaves it after a night.
    await client.query('vacuum (analyze) app.item');
    for (const table of ['app.submission', 'app.point', 'app.coding', 'app.key_slot', 'app.fact']) await client.query(`vacuum (analyze) ${table}`); // prettier-ignore
  } finally {
    await client.end();
  }
  return { seconds, roundSlug, themes, ownNumber: await ownNumber(scene, items) };
}

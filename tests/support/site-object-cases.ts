import { inject } from 'vitest';
import { itemsOf, objectsOf } from './site-objects';
import { comeBack, filledWith, sendAnswer, visit } from './participant-client';
import type { SiteDatabase } from './site-database';
import { OPEN_ROUND } from './site-pages';

export const OWN = 'kanem-sahara';
export const FOREIGN = 'sumbara';

type Parts = Record<string, string>;

/** What an address may name, by how it stands to the mission of whoever asks. */
export interface ObjectCases {
  /** Of the own mission, in the common queue. */
  own: Parts;
  /** A text set apart for the protection officers, and all that hangs on it. */
  apart: Parts;
  /** The same of a text whose sender complains about staff. */
  complaint: Parts;
  /** Of the other mission. */
  foreign: Parts;
  /** Takes away what was put into the database to be looked at. */
  remove(): Promise<void>;
}

const asReplica = (database: SiteDatabase, sql: string) =>
  database.query(`do $$ begin set session_replication_role = replica; ${sql}; set session_replication_role = origin; end $$`); // prettier-ignore

const idOf = async (database: SiteDatabase, sql: string, values: unknown[] = []) => {
  const [row] = await database.query<{ id: string }>(sql, values);
  if (!row) throw new Error(`the demonstration has none of these: ${sql}`);
  return row.id;
};

const madeIds = (index: number) => ({ points: `00000000-0000-4000-8000-00000000000${index}`, answers: `00000000-0000-7000-8000-0000000000a${index}` }); // prettier-ignore

/** A point of an item, and our answer to it: a desk that is careful marks none on a text set apart. */
async function withPointAndAnswer(database: SiteDatabase, item: string, index: number): Promise<Parts> {
  const { points, answers } = madeIds(index);
  await asReplica(
    database,
    `insert into app.point (id, mission_id, round_id, item_id)
       select '${points}', i.mission_id, s.round_id, i.id from app.item i join app.submission s on s.id = i.submission_id
       where i.id = '${item}' on conflict do nothing;
     insert into app.answer (id, mission_id, round_id, item_id, language, body, drafter, drafted_on)
       select '${answers}', i.mission_id, s.round_id, i.id, 'en', '\\x00', '${points}', current_date
       from app.item i join app.submission s on s.id = i.submission_id where i.id = '${item}' on conflict do nothing`,
  );
  return { items: item, points, answers };
}

/** Somebody answers the open round and complains about staff behind the code. */
async function aComplaint(database: SiteDatabase): Promise<Parts> {
  const origin = inject('origin');
  const { code } = await sendAnswer(origin, { lang: 'en', slug: OPEN_ROUND }, (form) =>
    filledWith(form, 'The office that asks is the office I speak of.'),
  );
  const page = await comeBack(origin, 'en', code);
  const told = await visit(origin, 'en', page, { intent: 'flag', kind: 'staff_conduct', level: 'low' });
  if (told.status !== 200) throw new Error(`the complaint was answered with ${told.status}`);
  const [item = ''] = await itemsOf(database, code);
  const safety = await idOf(database, `select f.id from app.risk_flag f join app.item i using (submission_id) where i.id = $1`, [item]); // prettier-ignore
  return { ...(await withPointAndAnswer(database, item, 2)), safety };
}

/** One of each kind: what the demonstration has, and what is put there to be refused. */
export async function objectCases(database: SiteDatabase): Promise<ObjectCases> {
  const own = await objectsOf(database, OWN);
  const apart = await idOf(
    database,
    `select i.id from app.item i join app.mission m on m.id = i.mission_id where m.slug = $1 and i.sensitive and i.state <> 'withdrawn'
     and exists (select 1 from app.risk_flag f where f.submission_id = i.submission_id and f.kind <> 'staff_conduct') order by i.id limit 1`,
    [OWN],
  );
  const flag = await idOf(database, 'select f.id from app.risk_flag f join app.item i using (submission_id) where i.id = $1', [apart]); // prettier-ignore
  const theirs = await objectsOf(database, FOREIGN);
  const foreignItem = await idOf(database, 'select i.id from app.item i join app.mission m on m.id = i.mission_id where m.slug = $1 order by i.id limit 1', [FOREIGN]); // prettier-ignore
  return {
    own,
    apart: { ...own, ...(await withPointAndAnswer(database, apart, 1)), safety: flag },
    complaint: { ...own, ...(await aComplaint(database)) },
    foreign: { ...theirs, ...(await withPointAndAnswer(database, foreignItem, 3)) },
    remove: async () => {
      const ids = [1, 2, 3].map(madeIds);
      const listed = (kind: 'points' | 'answers') => ids.map((one) => `'${one[kind]}'`).join(', ');
      await asReplica(
        database,
        `delete from app.answer where id in (${listed('answers')}); delete from app.point where id in (${listed('points')})`,
      );
    },
  };
}

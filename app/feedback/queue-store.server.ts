import { Prisma } from '~/generated/prisma/client';
import { COUNT_LIMIT, PAGE_LENGTH, type QueueCursor, type QueueFilter } from '~/feedback/item-queue';
import type { ItemState } from '~/feedback/item';
import { queueRows, type QueueRow } from '~/feedback/queue-rows-store.server';
import type { Reach } from '~/feedback/reader';
import { inDanger } from '~/feedback/text-protection-store.server';
import { readersAt } from '~/participants/consequences';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import { dayOf, type Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';

/** What a list looks for, all of it decided: `states` null means every state. */
export interface QueueQuery extends Omit<QueueFilter, 'state'> {
  states: readonly ItemState[] | null;
  /** An account: only what it can read or translate now, without what waits for somebody else to confirm. */
  translator?: string;
  reach: Reach;
  today: Day;
}

export interface QueuePage {
  rows: QueueRow[];
  next: QueueCursor | null;
  previous: QueueCursor | null;
}

const uuids = (ids: readonly string[]) => Prisma.sql`${[...ids]}::uuid[]`;

function reached({ all, rounds, programs }: Reach): Prisma.Sql {
  if (all) return Prisma.empty;
  return Prisma.sql`and (i.round_id = any(${uuids(rounds)}) or i.round_id in (select r.id from app.round r where r.program_id = any(${uuids(programs)})))`;
}

/** All conditions but the state. What is set apart or withdrawn is in no list, whoever asks. */
function conditions(query: QueueQuery): Prisma.Sql {
  const { round, language, theme, late, today } = query;
  return Prisma.join(
    [
      Prisma.sql`i.mission_id = app.current_mission() and not i.sensitive and i.state <> 'withdrawn'`,
      reached(query.reach),
      round ? Prisma.sql`and i.round_id = (select r.id from app.round r where r.slug = ${round})` : Prisma.empty,
      language ? Prisma.sql`and i.language = ${language}` : Prisma.empty,
      late ? Prisma.sql`and i.due_on < ${today}::date` : Prisma.empty,
      theme
        ? Prisma.sql`and exists (select 1 from app.coding c join app.point p on p.id = c.point_id where c.theme_id = ${theme}::uuid and p.item_id = i.id and p.state <> 'removed')`
        : Prisma.empty,
      query.translator ? translatable(query.translator) : Prisma.empty,
    ],
    ' ',
  );
}

/** The levels of danger in which translators read no more. */
const NOT_FOR_TRANSLATORS = FLAG_LEVELS.filter((level) => readersAt(level) !== 'desk');

/** A mask that nobody marked in the original yet closes it: there is nothing to read (the door says the same). */
const CLOSED_BY_MASK = Prisma.sql`exists (select 1 from app.redaction d where d.item_id = i.id and d.state = 'masked'
  and not exists (select 1 from app.redaction_passage g where g.redaction_id = d.id and g.version_id is null))`;

function translatable(accountId: string): Prisma.Sql {
  return Prisma.sql`and not ${inDanger(NOT_FOR_TRANSLATORS)} and (i.state <> 'screened' or (i.body is not null and i.language <> (select r.source_language from app.round r where r.id = i.round_id)))
    and not ${CLOSED_BY_MASK}
    and not exists (select 1 from app.item_version v where v.item_id = i.id and v.kind = 'translation' and v.state = 'draft' and v.by_account = ${accountId}::uuid)`;
}

interface Order {
  column: Prisma.Sql;
  direction: Prisma.Sql;
  beyond: Prisma.Sql;
}

function orderOf({ sort, after, before }: QueueQuery): Order {
  const column = sort === 'since' ? Prisma.sql`i.state_since` : Prisma.sql`i.due_on`;
  const from = before ?? after;
  const sign = before ? Prisma.sql`<` : Prisma.sql`>`;
  return {
    column,
    direction: before ? Prisma.sql`desc` : Prisma.sql`asc`,
    beyond: from ? Prisma.sql`and (${column}, i.id) ${sign} (${from.on}::date, ${from.id}::uuid)` : Prisma.empty,
  };
}

interface Key {
  id: string;
  on_day: Date;
}

/**
 * Asks for the ids of one page, one more than it shows. Each state is read by itself along the index that begins with
 * it, and the few first of each are merged: the cost is that of a page, however many items there are.
 */
export function pageKeys(query: QueueQuery): Prisma.Sql {
  const { column, direction, beyond } = orderOf(query);
  const one = (state: Prisma.Sql) => Prisma.sql`
    select i.id, ${column} as on_day from app.item i where ${conditions(query)} ${state} ${beyond}
    order by ${column} ${direction}, i.id ${direction} limit ${PAGE_LENGTH + 1}`;
  if (query.states === null) return one(Prisma.empty);
  return Prisma.sql`
    select x.id, x.on_day from unnest(${[...query.states]}::text[]) s(state)
    cross join lateral (${one(Prisma.sql`and i.state = s.state`)}) x
    order by x.on_day ${direction}, x.id ${direction} limit ${PAGE_LENGTH + 1}`;
}

/** One page of a list, with where the next and the former page begin. */
export async function queuePage(db: Db, query: QueueQuery): Promise<QueuePage> {
  const found = await db.$queryRaw<Key[]>(pageKeys(query));
  const shown = found.slice(0, PAGE_LENGTH);
  const more = found.length > PAGE_LENGTH;
  if (query.before) shown.reverse();
  const cursor = (key: Key | undefined) => (key ? { on: dayOf(key.on_day), id: key.id } : null);
  const forward = query.before !== null || more;
  const backward = query.before ? more : query.after !== null;
  return {
    rows: await queueRows(
      db,
      shown.map(({ id }) => id),
    ),
    next: forward ? cursor(shown.at(-1)) : null,
    previous: backward ? cursor(shown[0]) : null,
  };
}

/** How many items a list has, counted no further than one above `COUNT_LIMIT`. */
export async function queueCount(db: Db, query: QueueQuery): Promise<number> {
  const state = query.states === null ? Prisma.empty : Prisma.sql`and i.state = any(${[...query.states]}::text[])`;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select 1 from app.item i where ${conditions(query)} ${state} limit ${COUNT_LIMIT + 1}) x`;
  return row?.count ?? 0;
}

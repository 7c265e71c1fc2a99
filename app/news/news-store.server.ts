import { randomUUID } from 'node:crypto';
import type { Day } from '~/platform/day';
import { runtime } from '~/platform/runtime.server';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const intake = () => runtime().databases.sql.intake;

export interface NewsRequest {
  id: string;
  linkHash: Uint8Array;
  roundId: string;
  missionId: string;
  sealed: Uint8Array;
  day: Day;
}

export type Asked = 'asked' | 'not_public' | 'full';
/** What a link leads to; null where it is unknown or over. */
export type NewsState = 'asked' | 'listed' | null;

/** Stores a request for the list of a round, which nothing is sent to until the owner of the address confirms. */
export async function askForNews(request: NewsRequest): Promise<Asked> {
  const { rows } = await intake().query<{ answer: Asked }>('select app.news_ask($1) as answer', [
    JSON.stringify({
      id: request.id,
      link_hash: hex(request.linkHash),
      round_id: request.roundId,
      mission_id: request.missionId,
      sealed: hex(request.sealed),
      day: request.day,
    }),
  ]);
  return rows[0]?.answer ?? 'not_public';
}

export async function newsState(linkHash: Uint8Array): Promise<NewsState> {
  const { rows } = await intake().query<{ state: NewsState }>('select app.news_state($1) as state', [hex(linkHash)]);
  return rows[0]?.state ?? null;
}

/** False where the link is unknown or over. May be sent twice. */
export async function confirmNews(linkHash: Uint8Array, day: Day): Promise<boolean> {
  const { rows } = await intake().query<{ done: boolean }>('select app.news_confirm($1, $2) as done', [
    hex(linkHash),
    day,
  ]);
  return rows[0]?.done === true;
}

/** Deletes the row at once; false where there was none. */
export async function leaveNews(linkHash: Uint8Array): Promise<boolean> {
  const { rows } = await intake().query<{ done: boolean }>('select app.news_leave($1) as done', [hex(linkHash)]);
  return rows[0]?.done === true;
}

/** A row as the mail worker reads it; only its key opens what is sealed. */
export interface NewsRow {
  id: string;
  roundId: string;
  sealed: Uint8Array;
}

interface SealedRow {
  id: string;
  round_id: string;
  sealed: Buffer;
}

const mailer = () => runtime().databases.sql.mailer;
const rowOf = ({ id, round_id, sealed }: SealedRow): NewsRow => ({ id, roundId: round_id, sealed });

/** Requests that no mail was written for yet. */
export async function newsToConfirm(most: number): Promise<NewsRow[]> {
  const { rows } = await mailer().query<SealedRow>(
    'select id, round_id, sealed from app.news_list where written_on is null order by id limit $1',
    [most],
  );
  return rows.map(rowOf);
}

/** Requests that were written to on a day and are not confirmed: their addresses are not written to again that day. */
export async function writtenOn(day: Day): Promise<NewsRow[]> {
  const { rows } = await mailer().query<SealedRow>(
    'select id, round_id, sealed from app.news_list where written_on = $1 and confirmed_on is null',
    [day],
  );
  return rows.map(rowOf);
}

export async function markWritten(id: string, day: Day): Promise<void> {
  await mailer().query('update app.news_list set written_on = $2 where id = $1', [id, day]);
}

/**
 * Confirmed addresses of rounds with news that they were not told of: an edition was published on a day before `today`,
 * and not before the day of their last digest (or of their coming).
 */
export async function newsToTell(today: Day, most: number): Promise<NewsRow[]> {
  const { rows } = await mailer().query<SealedRow>(
    `select n.id, n.round_id, n.sealed from app.news_list n
     where n.confirmed_on is not null and n.told_on is distinct from $1
       and exists (select 1 from app.publication p where p.round_id = n.round_id
         and p.published_on < $1 and p.published_on >= coalesce(n.told_on, n.confirmed_on))
     order by n.id limit $2`,
    [today, most],
  );
  return rows.map(rowOf);
}

export async function markTold(id: string, day: Day): Promise<void> {
  await mailer().query('update app.news_list set told_on = $2 where id = $1', [id, day]);
}

export async function dropNews(id: string): Promise<void> {
  await mailer().query('delete from app.news_list where id = $1', [id]);
}

/** Deletes what was asked before `before` and never confirmed, and whole lists of rounds that are over. Gives how many. */
export async function dropOldNews(before: Day): Promise<number> {
  const { rowCount } = await mailer().query(
    `delete from app.news_list n where (n.confirmed_on is null and n.asked_on < $1)
       or exists (select 1 from app.round r where r.id = n.round_id and r.state in ('archived', 'cancelled'))`,
    [before],
  );
  return rowCount ?? 0;
}

/** Lays all rows anew in random order: none tells by its place or transaction when it came. */
export async function settleNews(): Promise<void> {
  await runtime().databases.sql.settler.query('select app.settle_news()');
}

export const newNewsId = (): string => randomUUID();

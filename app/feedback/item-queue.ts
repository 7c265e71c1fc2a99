import { ITEM_STATES, type ItemState } from '~/feedback/item';
import type { Day } from '~/platform/day';

/** `due`: what is late first. `since`: what has been in its state longest first. */
export const QUEUE_SORTS = ['due', 'since'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

export const PAGE_LENGTH = 25;
/** Counts are told exactly up to here, and as "1,000+" above. */
export const COUNT_LIMIT = 1_000;

/** Where a page of the queue begins or ends: the day it is sorted by, then the id. */
export interface QueueCursor {
  on: Day;
  id: string;
}

export interface QueueFilter {
  /** Null: what waits for me. */
  state: ItemState | 'all' | null;
  round: string | null;
  language: string | null;
  theme: string | null;
  late: boolean;
  sort: QueueSort;
  after: QueueCursor | null;
  before: QueueCursor | null;
}

const CURSOR = /^(\d{4}-\d{2}-\d{2})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a part of an address can be the id of a row at all; the database refuses to be asked for anything else. */
export function isId(text: string): boolean {
  return ID.test(text);
}

/** A cursor as it stands in the address: opaque, and without meaning to anybody who may not open the item. */
export function cursorText({ on, id }: QueueCursor): string {
  return btoa(`${on}_${id}`).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Null for anything that `cursorText` did not make: the list then begins at its beginning. */
export function readCursor(text: string | null): QueueCursor | null {
  if (!text || !/^[A-Za-z0-9_-]{1,100}$/.test(text)) return null;
  const parts = CURSOR.exec(decoded(text));
  if (!parts || Number.isNaN(Date.parse(parts[1]!))) return null;
  return { on: parts[1]!, id: parts[2]! };
}

function decoded(text: string): string {
  try {
    return atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  } catch {
    return '';
  }
}

/** The filter that an address means. What it does not know is left out, never an error: addresses are handed on. */
export function readQueueFilter(search: URLSearchParams): QueueFilter {
  const value = (name: string) => search.get(name)?.trim() || null;
  const id = (name: string) => (isId(value(name) ?? '') ? value(name) : null);
  const state = value('state');
  const language = value('language');
  return {
    state: state === 'all' || ITEM_STATES.includes(state as ItemState) ? (state as ItemState | 'all') : null,
    round: value('round')?.slice(0, 200) ?? null,
    language: language && /^[A-Za-z0-9-]{2,35}$/.test(language) ? language : null,
    theme: id('theme'),
    late: value('late') === 'yes',
    sort: QUEUE_SORTS.find((sort) => sort === value('sort')) ?? 'due',
    after: readCursor(value('after')),
    before: readCursor(value('before')),
  };
}

/** The address's query of a filter, without what goes without saying. */
export function queueQuery(filter: Partial<QueueFilter>): Record<string, string | null> {
  return {
    state: filter.state ?? null,
    round: filter.round ?? null,
    language: filter.language ?? null,
    theme: filter.theme ?? null,
    late: filter.late ? 'yes' : null,
    sort: filter.sort === 'since' ? 'since' : null,
    after: filter.after ? cursorText(filter.after) : null,
    before: filter.before ? cursorText(filter.before) : null,
  };
}

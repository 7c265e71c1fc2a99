import { cursorText } from '~/feedback/item-queue';
import { RARE_LANGUAGE, type Filled } from './queue-fill';

/** One page of the desk, at any length of the queue. */
export interface DeskPage {
  name: string;
  order: string;
  place: string;
  /** The address; for a search, what is typed. */
  get?: (filled: Filled) => Record<string, string>;
  words?: (filled: Filled) => string;
  /** Whether more items mean more rows on the page: then the two lengths are no like for like, and it is not judged. */
  growsWithItems?: boolean;
}

/** What a reader at the very end of a list is sent. */
const END = cursorText({ on: '9999-12-31', id: 'ffffffff-ffff-4fff-bfff-ffffffffffff' });

const ORDERS = ['due', 'since'] as const;
const PLACES = ['first', 'last'] as const;

interface Filter {
  name: string;
  query: (filled: Filled) => Record<string, string>;
}

const FILTERS: readonly Filter[] = [
  { name: 'waits for me', query: () => ({}) },
  { name: 'all states', query: () => ({ state: 'all' }) },
  { name: 'one state', query: () => ({ state: 'screened' }) },
  { name: 'one round', query: ({ roundSlug }) => ({ round: roundSlug }) },
  { name: 'a language of many', query: () => ({ language: 'ar' }) },
  { name: 'a rare language', query: () => ({ language: RARE_LANGUAGE }) },
  { name: 'a rare language, all states', query: () => ({ state: 'all', language: RARE_LANGUAGE }) },
  { name: 'late', query: () => ({ late: 'yes' }) },
  { name: 'a rare theme', query: ({ roundSlug, themes }) => ({ state: 'all', round: roundSlug, theme: themes.rare }) },
];

const lists = FILTERS.flatMap(({ name, query }) =>
  ORDERS.flatMap((order) =>
    PLACES.map((place): DeskPage => ({
      name,
      order,
      place,
      get: (filled) => ({ ...query(filled), sort: order, ...(place === 'last' && { before: END }) }),
    })),
  ),
);

const search = (name: string, words: DeskPage['words'], growsWithItems = false): DeskPage => ({
  name: `search: ${name}`,
  order: '',
  place: '',
  words,
  growsWithItems,
});

export const DESK_PAGES: readonly DeskPage[] = [
  ...lists,
  { name: 'a theme of many', order: 'due', place: 'first', growsWithItems: true, get: ({ roundSlug, themes }) => ({ state: 'all', round: roundSlug, theme: themes.common }) }, // prettier-ignore
  search('no hit', () => 'zzzz'),
  search('one hit', ({ ownNumber }) => ownNumber),
  search('a common word and one item’s', ({ ownNumber }) => `village ${ownNumber}`),
  search('a common word alone', () => 'village', true),
];

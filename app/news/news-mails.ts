import type { NewsEntry } from './news-entry.server';

export interface Opened<Row> {
  readonly row: Row;
  readonly entry: NewsEntry;
}

/** Rows that one mail answers: it is written to the first one's address, in its language. */
export type Mailing<Row> = readonly [Opened<Row>, ...Opened<Row>[]];

/** Addresses are compared as mail servers mostly do, without regard to capitals. */
export const addressName = ({ entry }: { entry: NewsEntry }): string => entry.address.toLowerCase();

/** Puts rows of one name together, in the order in which each name first came. */
export function mailingsBy<Row>(opened: readonly Opened<Row>[], nameOf: (one: Opened<Row>) => string): Mailing<Row>[] {
  const groups = new Map<string, [Opened<Row>, ...Opened<Row>[]]>();
  for (const one of opened) {
    const group = groups.get(nameOf(one));
    if (group) group.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return [...groups.values()];
}

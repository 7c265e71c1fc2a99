/** How many submissions of an hour have been taken into the queue, by what they have in common. Memory alone holds it. */
export interface Taken {
  /** Of the sender's network; null where there is none to be seen, as behind an onion service. */
  source: number | null;
  /** Through the same door into the same round. */
  door: number;
  round: number;
  /** Of all rounds. */
  all: number;
}

export type Rooms = { readonly [K in keyof Taken]: number };

/** Ways into a round that a flood of one must not close the other: the web, and the onion service. */
export const DOORS = ['web', 'onion'] as const;
export type Door = (typeof DOORS)[number];

/** A workshop behind one line still fits; a machine does not. */
const SOURCE_ROOM = 30;
const LEAST_ROUND_ROOM = 100;
const ROOM_OF_ALL = 2_000;

/**
 * How many submissions an hour go straight to the queue. A round takes as many as people are expected in all, even if
 * they come in one hour; no door more than three quarters of that, so that a flood through one leaves room to the other.
 * What comes beyond is kept in quarantine: a budget decides who is read first, never who is heard.
 */
export function roomsOf(expectedPeople: number): Rooms {
  const round = Math.max(LEAST_ROUND_ROOM, expectedPeople);
  return { source: SOURCE_ROOM, door: Math.ceil(round * 0.75), round, all: Math.max(ROOM_OF_ALL, round) };
}

/** Whether one more is within every budget. A sender without a network is bound by the others alone. */
export function fits(taken: Taken, rooms: Rooms): boolean {
  const { source, ...shared } = taken;
  if (source !== null && source >= rooms.source) return false;
  return (Object.keys(shared) as (keyof typeof shared)[]).every((name) => shared[name] < rooms[name]);
}

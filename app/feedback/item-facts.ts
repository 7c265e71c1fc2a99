import type { Day } from '~/platform/day';

/** Something that happened to an item: by which role, on which day. */
export interface ItemFact {
  type: string;
  role: string;
  day: Day;
}

export interface DeskMessage {
  id: string;
  itemId: string | null;
  direction: 'in' | 'out';
  kind: string;
  language: string;
  day: Day;
  read: boolean;
  version: number;
  /** Null when it cannot be opened any more. */
  text: string | null;
}

export interface StaffNote {
  id: string;
  day: Day;
  mine: boolean;
  text: string | null;
}

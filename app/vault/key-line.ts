import type { Day } from '~/platform/day';

/** How a key stands today: `counts`, or why it does not. */
export const KEY_STANDINGS = ['counts', 'revoked', 'no_role', 'not_signed'] as const;
export type KeyStanding = (typeof KEY_STANDINGS)[number];

export interface KeyLine {
  id: string;
  kind: string;
  label: string;
  fingerprint: string;
  until: Day;
  standing: KeyStanding;
  own: boolean;
  state: string;
}

import { isAllowed, type HeldRole, type Permission } from '~/auth/permissions';
import { ITEM_WORKFLOW, type ItemState } from '~/feedback/item';
import { readersAt, type RiskLevel } from '~/participants/consequences';

/** The permissions for whom an item waits, by its state. States in which nobody here is waited for are left out. */
export const WAITS_FOR: Partial<Record<ItemState, Permission>> = {
  received: 'item.first_look',
  first_look: 'item.screen',
  quarantined: 'item.screen',
  screened: 'item.translate',
  translated: 'item.code',
  coded: 'item.dispose',
  under_consideration: 'item.dispose',
  disputed: 'item.dispose',
  decided: 'answer.draft',
  response_approved: 'answer.approve',
};

/** The states whose items wait for somebody with these permissions, in the order of the work. */
export function statesWaitingFor(may: (permission: Permission) => boolean): ItemState[] {
  return (Object.keys(WAITS_FOR) as ItemState[]).filter((state) => may(WAITS_FOR[state]!));
}

/** Where a permission reaches: the whole mission, or some programs and rounds of it. */
export interface Reach {
  all: boolean;
  programs: readonly string[];
  rounds: readonly string[];
}

export function reachOf(roles: readonly HeldRole[], permission: Permission): Reach {
  const held = roles.filter((one) => isAllowed([one], permission));
  const ids = (scope: HeldRole['scope']) =>
    held.flatMap((one) => (one.scope === scope && one.scopeId ? [one.scopeId] : []));
  return {
    all: held.some((one) => one.scope === 'mission' || one.scope === 'installation'),
    programs: ids('program'),
    rounds: ids('round'),
  };
}

/**
 * Whether somebody sees lists of items and searches them. A translator sees one text at a time, without round, list or
 * search (G04): who is pressed for what they saw can then tell little.
 */
export function seesLists(roles: readonly HeldRole[]): boolean {
  return roles.some((one) => one.role !== 'translator' && isAllowed([one], 'item.read'));
}

/** The states in which a translator has something to do with a text, and may open it. */
export const TRANSLATOR_STATES: readonly ItemState[] = ['received', 'first_look', 'screened', 'translated'];

interface Reader {
  roles: readonly HeldRole[];
  may(permission: Permission, over: { programId: string; roundId: string }): boolean;
}

interface Readable {
  programId: string;
  roundId: string;
  sensitive: boolean;
  state: ItemState;
  /** The gravest open danger around it; asked only of who sees no lists. */
  level?: RiskLevel;
}

/**
 * Whether somebody may open an item. A sensitive item is there for holders of `item.sensitive` alone; for anybody else
 * it is as if it had never been. A withdrawn one is gone for all. In a high danger translators do not read any more.
 */
export function mayOpen(reader: Reader, item: Readable): boolean {
  const over = { programId: item.programId, roundId: item.roundId };
  if (item.state === 'withdrawn' || !reader.may('item.read', over)) return false;
  if (item.sensitive) return reader.may('item.sensitive', over);
  if (seesLists(reader.roles)) return true;
  return TRANSLATOR_STATES.includes(item.state) && readersAt(item.level ?? 'none') === 'desk';
}

/** The permission that an event of the workflow needs, where staff may cause it. */
export function staffPermission(event: keyof typeof ITEM_WORKFLOW): Permission | null {
  const { needs } = ITEM_WORKFLOW[event];
  return needs === 'participant.own' ? null : needs;
}

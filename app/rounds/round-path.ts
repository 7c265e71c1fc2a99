import { GRANTS, type Permission, type Role } from '~/auth/permissions';
import { ROUND_WORKFLOW, type RoundEvent, type RoundState } from '~/rounds/round';

/** The states that a round passes when nothing stops it. */
export const STRAIGHT_PATH: readonly RoundState[] = [
  'draft',
  'risk_review',
  'approved',
  'open',
  'closed',
  'synthesis',
  'responded',
  'published',
];

const NEXT: Partial<Record<RoundState, RoundEvent>> = {
  draft: 'submit',
  risk_review: 'approve',
  approved: 'open',
  open: 'close',
  paused_for_safety: 'resume',
  closed: 'begin_synthesis',
  synthesis: 'respond',
  responded: 'publish',
  published: 'archive',
};

/** The event that leads on from a state; null at the end. */
export function nextEvent(state: RoundState): RoundEvent | null {
  return NEXT[state] ?? null;
}

function holds(role: Role, permission: Permission): boolean {
  return (GRANTS[role] as readonly Permission[]).includes(permission);
}

/** The roles whose holders can cause an event: whom to ask. */
export function rolesFor(event: RoundEvent): Role[] {
  return (Object.keys(GRANTS) as Role[]).filter((role) => holds(role, ROUND_WORKFLOW[event].needs));
}

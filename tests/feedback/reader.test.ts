import { describe, expect, it } from 'vitest';
import { isAllowed, ROLES, type HeldRole, type Role } from '~/auth/permissions';
import { ITEM_STATES } from '~/feedback/item';
import { mayOpen, reachOf, seesLists, statesWaitingFor, WAITS_FOR } from '~/feedback/reader';

const held = (role: Role, scope: HeldRole['scope'] = 'mission', scopeId: string | null = null): HeldRole => ({
  id: `${role}-${scopeId}`,
  role,
  missionId: 'm',
  scope,
  scopeId,
});
const reader = (...roles: HeldRole[]) => ({
  roles,
  may: (permission: Parameters<typeof isAllowed>[1], over?: Parameters<typeof isAllowed>[2]) =>
    isAllowed(roles, permission, over),
});
const item = { programId: 'p', roundId: 'r', sensitive: false, state: 'coded' as const };

describe('who may open an item', () => {
  it('is decided by role: content is not for admins, auditors, evaluators, donors or liaisons', () => {
    const may = ROLES.filter((role) => mayOpen(reader(held(role)), item));
    expect(may).toEqual(['consultation_officer', 'program_manager', 'protection_officer', 'chief_of_mission']);
  });

  it('is the protection officer alone for what is set apart', () => {
    expect(ROLES.filter((role) => mayOpen(reader(held(role)), { ...item, sensitive: true }))).toEqual([
      'protection_officer',
    ]);
  });

  it('is nobody for what was withdrawn', () => {
    expect(ROLES.filter((role) => mayOpen(reader(held(role)), { ...item, state: 'withdrawn' }))).toEqual([]);
  });

  it('keeps to the program or the round of the role', () => {
    const manager = (scope: 'program' | 'round', id: string) => reader(held('program_manager', scope, id));
    expect(mayOpen(manager('program', 'p'), item)).toBe(true);
    expect(mayOpen(manager('program', 'other'), item)).toBe(false);
    expect(mayOpen(manager('round', 'r'), item)).toBe(true);
    expect(mayOpen(manager('round', 'other'), item)).toBe(false);
  });

  it('is a translator only while there is something to translate', () => {
    const open = ITEM_STATES.filter((state) => mayOpen(reader(held('translator')), { ...item, state }));
    expect(open).toEqual(['received', 'first_look', 'screened', 'translated']);
  });
});

it('lists and search are not for translators, unless another role opens them', () => {
  expect(seesLists([held('translator')])).toBe(false);
  expect(seesLists([held('auditor')])).toBe(false);
  expect(seesLists([held('translator'), held('program_manager')])).toBe(true);
});

it('the reach of a permission is the whole mission, or the programs and rounds named', () => {
  expect(reachOf([held('consultation_officer')], 'item.read').all).toBe(true);
  expect(
    reachOf([held('program_manager', 'program', 'p'), held('translator', 'round', 'r'), held('admin')], 'item.read'),
  ).toEqual({ all: false, programs: ['p'], rounds: ['r'] });
  expect(reachOf([held('auditor')], 'item.read')).toEqual({ all: false, programs: [], rounds: [] });
});

it('every state that waits for somebody waits for a role that exists', () => {
  for (const permission of Object.values(WAITS_FOR)) {
    expect(ROLES.some((role) => isAllowed([held(role)], permission))).toBe(true);
  }
  expect(statesWaitingFor((permission) => isAllowed([held('translator')], permission))).toEqual([
    'received',
    'screened',
  ]);
  expect(statesWaitingFor((permission) => isAllowed([held('chief_of_mission')], permission))).toEqual([
    'response_approved',
  ]);
  expect(statesWaitingFor((permission) => isAllowed([held('auditor')], permission))).toEqual([]);
});

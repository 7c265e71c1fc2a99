/** The roles of staff and auditors (GUIDELINES, Roles). Participants and the public hold no account. */
export const ROLES = [
  'consultation_officer',
  'program_manager',
  'translator',
  'protection_officer',
  'chief_of_mission',
  'parliament_liaison',
  'evaluator',
  'donor_partner',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'account.manage',
  'answer.approve',
  'answer.draft',
  'audit.read',
  'commitment.keep',
  'decision.edit',
  'decision.read',
  'decision.sign',
  'demand.decide',
  'demand.register',
  'demand.review',
  'item.code',
  'item.dispose',
  'item.first_look',
  'item.mask',
  'item.message',
  'item.read',
  'item.redact',
  'item.screen',
  'item.search',
  'item.sensitive',
  'item.translate',
  'mission.settings',
  'program.edit',
  'program.read',
  'publication.prepare',
  'publication.publish',
  'recording.keep',
  'reprisal.handle',
  'restoration.accept',
  'role.assign',
  'round.approve',
  'round.edit',
  'round.pause',
  'round.read',
  'round.review_risk',
  'round.run',
  'translation.review',
  'translation.write',
  'vault.add',
  'vault.keys',
  'vault.open',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * The whole matrix, deny unless listed; nobody is above it, admins least of all: they see accounts and settings, never
 * content or identities. The auditor reads and never changes a case.
 */
export const GRANTS = {
  consultation_officer: [
    'answer.draft',
    'commitment.keep',
    'decision.edit',
    'decision.read',
    'item.code',
    'item.dispose',
    'item.first_look',
    'item.mask',
    'item.message',
    'item.read',
    'item.screen',
    'item.search',
    'item.translate',
    'program.edit',
    'program.read',
    'publication.prepare',
    'recording.keep',
    'round.edit',
    'round.pause',
    'round.read',
    'round.run',
    'translation.review',
    'translation.write',
    'vault.add',
  ],
  program_manager: [
    'answer.draft',
    'commitment.keep',
    'decision.edit',
    'decision.read',
    'item.code',
    'item.dispose',
    'item.read',
    'item.search',
    'program.edit',
    'program.read',
    'round.read',
  ],
  translator: [
    'item.first_look',
    'item.read',
    'item.translate',
    'program.read',
    'recording.keep',
    'round.read',
    'translation.review',
    'translation.write',
  ],
  protection_officer: [
    'demand.register',
    'demand.review',
    'item.mask',
    'item.message',
    'item.read',
    'item.redact',
    'item.search',
    'item.sensitive',
    'program.read',
    'reprisal.handle',
    'restoration.accept',
    'round.pause',
    'round.read',
    'round.review_risk',
    'vault.add',
    'vault.keys',
    'vault.open',
  ],
  chief_of_mission: [
    'answer.approve',
    'decision.read',
    'decision.sign',
    'demand.decide',
    'demand.register',
    'item.read',
    'item.search',
    'mission.settings',
    'program.edit',
    'program.read',
    'publication.prepare',
    'publication.publish',
    'round.approve',
    'round.pause',
    'round.read',
    'round.run',
    'translation.review',
  ],
  parliament_liaison: ['program.read', 'round.read'],
  evaluator: ['program.read', 'round.read'],
  donor_partner: ['program.read'],
  auditor: ['audit.read', 'decision.read', 'program.read', 'round.read'],
  admin: ['account.manage', 'role.assign'],
} as const satisfies Record<Role, readonly Permission[]>;

/** A role that somebody holds now: over a mission, or over one program or round of it. */
export interface HeldRole {
  id: string;
  role: Role;
  missionId: string | null;
  scope: 'installation' | 'mission' | 'program' | 'round';
  scopeId: string | null;
}

/** The object that a permission is wanted for; without one, any scope will do (to see a list, say). */
export interface Over {
  programId?: string;
  roundId?: string;
}

function reaches(held: HeldRole, over: Over | undefined): boolean {
  if (held.scope === 'mission' || held.scope === 'installation' || !over) return true;
  return held.scope === 'program' ? held.scopeId === over.programId : held.scopeId === over.roundId;
}

/** The held role that gives a permission over an object, or null: what an act names as its authority (G08). */
export function authorityFor(held: readonly HeldRole[], permission: Permission, over?: Over): HeldRole | null {
  return (
    held.find((one) => (GRANTS[one.role] as readonly Permission[]).includes(permission) && reaches(one, over)) ?? null
  );
}

export function isAllowed(held: readonly HeldRole[], permission: Permission, over?: Over): boolean {
  return authorityFor(held, permission, over) !== null;
}

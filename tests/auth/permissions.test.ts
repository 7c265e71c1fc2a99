import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorityFor,
  GRANTS,
  isAllowed,
  PERMISSIONS,
  ROLES,
  type HeldRole,
  type Permission,
} from '~/auth/permissions';

/**
 * The whole matrix once more, spelled out: whoever changes what a role may do changes this table too, and sees what it
 * means beside all others. Columns as in GUIDELINES, Roles. A permission without a row fails.
 */
const TABLE = `
                    consult program transl protect chief parl eval donor audit admin
account.manage      ·       ·       ·      ·       ·     ·    ·    ·     ·     yes
answer.approve      ·       ·       ·      ·       yes   ·    ·    ·     ·     ·
answer.draft        yes     yes     ·      ·       ·     ·    ·    ·     ·     ·
audit.read          ·       ·       ·      ·       ·     ·    ·    ·     yes   ·
commitment.keep     yes     yes     ·      ·       ·     ·    ·    ·     ·     ·
decision.edit       yes     yes     ·      ·       ·     ·    ·    ·     ·     ·
decision.read       yes     yes     ·      ·       yes   ·    ·    ·     yes   ·
decision.sign       ·       ·       ·      ·       yes   ·    ·    ·     ·     ·
demand.decide       ·       ·       ·      ·       yes   ·    ·    ·     ·     ·
demand.register     ·       ·       ·      yes     yes   ·    ·    ·     ·     ·
demand.review       ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
item.code           yes     yes     ·      ·       ·     ·    ·    ·     ·     ·
item.dispose        yes     yes     ·      ·       ·     ·    ·    ·     ·     ·
item.first_look     yes     ·       yes    ·       ·     ·    ·    ·     ·     ·
item.mask           yes     ·       ·      yes     ·     ·    ·    ·     ·     ·
item.message        yes     ·       ·      yes     ·     ·    ·    ·     ·     ·
item.read           yes     yes     yes    yes     yes   ·    ·    ·     ·     ·
item.redact         ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
item.screen         yes     ·       ·      ·       ·     ·    ·    ·     ·     ·
item.search         yes     yes     ·      yes     yes   ·    ·    ·     ·     ·
item.sensitive      ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
item.translate      yes     ·       yes    ·       ·     ·    ·    ·     ·     ·
mission.settings    ·       ·       ·      ·       yes   ·    ·    ·     ·     ·
program.edit        yes     yes     ·      ·       yes   ·    ·    ·     ·     ·
program.read        yes     yes     yes    yes     yes   yes  yes  yes   yes   ·
publication.prepare yes     ·       ·      ·       yes   ·    ·    ·     ·     ·
publication.publish ·       ·       ·      ·       yes   ·    ·    ·     ·     ·
recording.keep      yes     ·       yes    ·       ·     ·    ·    ·     ·     ·
reprisal.handle     ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
restoration.accept  ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
role.assign         ·       ·       ·      ·       ·     ·    ·    ·     ·     yes
round.approve       ·       ·       ·      ·       yes   ·    ·    ·     ·     ·
round.edit          yes     ·       ·      ·       ·     ·    ·    ·     ·     ·
round.pause         yes     ·       ·      yes     yes   ·    ·    ·     ·     ·
round.read          yes     yes     yes    yes     yes   yes  yes  ·     yes   ·
round.review_risk   ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
round.run           yes     ·       ·      ·       yes   ·    ·    ·     ·     ·
translation.review  yes     ·       yes    ·       yes   ·    ·    ·     ·     ·
translation.write   yes     ·       yes    ·       ·     ·    ·    ·     ·     ·
vault.add           yes     ·       ·      yes     ·     ·    ·    ·     ·     ·
vault.keys          ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
vault.open          ·       ·       ·      yes     ·     ·    ·    ·     ·     ·
`;

const rows = new Map(
  TABLE.trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(/\s+/))
    .map(([permission = '', ...cells]) => [permission, cells] as const),
);

const held = (more: Partial<HeldRole> = {}): HeldRole => ({
  id: 'r',
  role: 'consultation_officer',
  missionId: 'm',
  scope: 'mission',
  scopeId: null,
  ...more,
});

describe('the matrix', () => {
  it('has a row for every permission, and for no other', () => {
    expect([...rows.keys()]).toEqual([...PERMISSIONS]);
    for (const cells of rows.values()) expect(cells).toHaveLength(ROLES.length);
  });

  it('grants exactly what the table says', () => {
    for (const [permission, cells] of rows) {
      for (const [at, role] of ROLES.entries()) {
        expect(isAllowed([held({ role })], permission as Permission), `${role} ${permission}`).toBe(
          cells[at] === 'yes',
        );
      }
    }
  });

  it('names no permission that there is not, and none twice', () => {
    for (const role of ROLES) {
      const granted: readonly string[] = GRANTS[role];
      expect(granted.filter((one) => !(PERMISSIONS as readonly string[]).includes(one))).toEqual([]);
      expect(new Set(granted).size).toBe(granted.length);
    }
  });

  it('lets nobody be both persons of an act that takes two', () => {
    const pairs: [Permission, Permission][] = [
      ['answer.draft', 'answer.approve'],
      ['decision.edit', 'decision.sign'],
      ['round.edit', 'round.approve'],
      ['round.edit', 'round.review_risk'],
      ['demand.review', 'demand.decide'],
      ['role.assign', 'item.read'],
      ['role.assign', 'vault.open'],
      ['account.manage', 'vault.open'],
      ['item.screen', 'vault.open'],
    ];
    for (const pair of pairs) {
      const both = ROLES.filter((role) => pair.every((one) => (GRANTS[role] as readonly string[]).includes(one)));
      expect(both, pair.join(' and ')).toEqual([]);
    }
  });
});

describe('a held role', () => {
  const role = fc.constantFrom(...ROLES);
  const permission = fc.constantFrom(...PERMISSIONS);
  const place = fc.constantFrom('a', 'b');
  const scope = fc.constantFrom('mission', 'program', 'round', 'installation');

  it('gives nothing to whoever holds none', () => {
    fc.assert(fc.property(permission, place, (one, id) => !isAllowed([], one, { roundId: id, programId: id })));
  });

  it('reaches its own program or round, and no other', () => {
    fc.assert(
      fc.property(role, permission, scope, place, place, place, (name, one, over, scopeId, programId, roundId) => {
        const whole = over === 'mission' || over === 'installation';
        const mine = held({ role: name, scope: over, scopeId: whole ? null : scopeId });
        const granted = (GRANTS[name] as readonly string[]).includes(one);
        const there = whole || (over === 'program' ? programId : roundId) === scopeId;
        expect(isAllowed([mine], one, { programId, roundId })).toBe(granted && there);
        expect(isAllowed([mine], one)).toBe(granted);
      }),
    );
  });

  it('of a program does not reach a round of which the program is not told, nor one of a round a program', () => {
    const officer = { role: 'consultation_officer' } as const;
    expect(isAllowed([held({ ...officer, scope: 'program', scopeId: 'a' })], 'item.read', { roundId: 'a' })).toBe(
      false,
    );
    expect(isAllowed([held({ ...officer, scope: 'round', scopeId: 'a' })], 'item.read', { programId: 'a' })).toBe(
      false,
    );
    expect(isAllowed([held({ ...officer, scope: 'round', scopeId: null })], 'item.read', {})).toBe(false);
  });

  it('is the authority that an act names: the first that gives the permission there', () => {
    const [far, near, other] = [
      held({ id: 'far', scope: 'round', scopeId: 'b' }),
      held({ id: 'near', scope: 'round', scopeId: 'a' }),
      held({ id: 'other', role: 'donor_partner' }),
    ];
    expect(authorityFor([other, far, near], 'item.read', { roundId: 'a' })?.id).toBe('near');
    expect(authorityFor([other, far, near], 'item.read')?.id).toBe('far');
    expect(authorityFor([other], 'item.read')).toBeNull();
  });
});

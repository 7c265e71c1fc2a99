import type { Permission } from '~/auth/permissions';
import type { paths } from '~/routes/paths';

interface Entry {
  key: string;
  path: Extract<
    keyof typeof paths,
    | 'desk'
    | 'deskItems'
    | 'deskRounds'
    | 'deskDecisions'
    | 'deskCommitments'
    | 'deskPrograms'
    | 'deskSearch'
    | 'deskSafety'
    | 'deskReprisals'
    | 'deskDemands'
    | 'deskVault'
    | 'deskVaultEntries'
    | 'deskOpenings'
    | 'audit'
    | 'admin'
    | 'adminMissions'
    | 'deskAccount'
  >;
  needs: Permission | null;
}

const ENTRIES: readonly Entry[] = [
  { key: 'my_day', path: 'desk', needs: null },
  { key: 'items', path: 'deskItems', needs: 'item.read' },
  { key: 'safety', path: 'deskSafety', needs: 'item.sensitive' },
  { key: 'reprisals', path: 'deskReprisals', needs: 'reprisal.handle' },
  { key: 'demands', path: 'deskDemands', needs: 'demand.register' },
  { key: 'rounds', path: 'deskRounds', needs: 'round.read' },
  { key: 'decisions', path: 'deskDecisions', needs: 'decision.read' },
  { key: 'commitments', path: 'deskCommitments', needs: 'decision.read' },
  { key: 'programs', path: 'deskPrograms', needs: 'program.read' },
  { key: 'search', path: 'deskSearch', needs: 'item.search' },
  { key: 'openings', path: 'deskOpenings', needs: 'vault.open' },
  { key: 'vault', path: 'deskVault', needs: 'vault.keys' },
  { key: 'entries', path: 'deskVaultEntries', needs: 'vault.add' },
  { key: 'audit', path: 'audit', needs: 'audit.read' },
  { key: 'accounts', path: 'admin', needs: 'account.manage' },
  { key: 'missions', path: 'adminMissions', needs: 'account.manage' },
  { key: 'account', path: 'deskAccount', needs: null },
];

/** The menu of a person: what the roles held open, nothing else. */
export function deskNav(may: (permission: Permission) => boolean): Pick<Entry, 'key' | 'path'>[] {
  return ENTRIES.filter(({ needs }) => needs === null || may(needs)).map(({ key, path }) => ({ key, path }));
}

import { AccountStateTag } from '~/auth/ui/AccountStateTag';
import type { ListedAccount } from '~/auth/account';
import { useText } from '~/i18n/I18n';
import { DataTable } from '~/ui/DataTable';

interface AccountTableProps {
  accounts: readonly ListedAccount[];
  /** By id, where accounts of several missions are listed; null within one. */
  missionNames: Record<string, string> | null;
  hrefOf(id: string): string;
}

export function AccountTable({ accounts, missionNames, hrefOf }: AccountTableProps) {
  const { t, list } = useText('admin');
  const roleText = ({ role, missionId }: ListedAccount['roles'][number]) => {
    const where = missionNames && (missionId === null ? t('whole_installation') : missionNames[missionId]);
    return where ? t('role_in', { role: t(`roles:${role}`), where }) : t(`roles:${role}`);
  };
  return (
    <DataTable
      caption={t('accounts_caption', { count: accounts.length })}
      rows={accounts}
      rowKey={({ id }) => id}
      empty={t('accounts_empty')}
      stackable
      columns={[
        {
          key: 'email',
          header: t('account'),
          rowHeader: true,
          cell: ({ id, email }) => (
            <a href={hrefOf(id)}>
              <bdi>{email}</bdi>
            </a>
          ),
        },
        { key: 'state', header: t('state_header'), cell: ({ state }) => <AccountStateTag state={state} /> },
        {
          key: 'roles',
          header: t('roles_header'),
          cell: ({ roles }) => (roles.length > 0 ? list(roles.map(roleText)) : t('no_roles')),
        },
      ]}
    />
  );
}

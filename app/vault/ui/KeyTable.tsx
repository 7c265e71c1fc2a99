import { useText } from '~/i18n/I18n';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';
import type { KeyLine } from '~/vault/key-line';

/** Every key of the mission: whose label, what it is for, and whether it counts today. */
export function KeyTable({ keys, revokeHref }: { keys: readonly KeyLine[]; revokeHref: (id: string) => string }) {
  const { t, date } = useText('vault');
  return (
    <DataTable
      caption={t('keys_table')}
      rows={keys}
      rowKey={({ id }) => id}
      empty={t('no_keys')}
      stackable
      columns={[
        {
          key: 'label',
          header: t('label'),
          rowHeader: true,
          cell: ({ label, own }) => (
            <>
              <bdi>{label}</bdi> {own && <Tag>{t('own_key')}</Tag>}
            </>
          ),
        },
        { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`key_kind.${kind}`) },
        { key: 'standing', header: t('standing'), cell: ({ standing }) => t(`key_standing.${standing}`) },
        { key: 'until', header: t('until'), cell: ({ until }) => date(until) },
        {
          key: 'print',
          header: t('fingerprint'),
          cell: ({ fingerprint }) => <bdi className="code small">{fingerprint}</bdi>,
        },
        {
          key: 'do',
          header: t('actions'),
          cell: ({ id, state }) => (state === 'active' ? <a href={revokeHref(id)}>{t('revoke')}</a> : null),
        },
      ]}
    />
  );
}

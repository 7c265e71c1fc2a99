import { isLive, type AssignmentRow, type Delegator } from '~/auth/role-assignment';
import { useText } from '~/i18n/I18n';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import { Button } from '~/ui/Button';
import { DataTable } from '~/ui/DataTable';
import { HiddenFields } from '~/ui/HiddenFields';
import { Tag } from '~/ui/Tag';

export interface ShownRole extends AssignmentRow {
  mayEnd: boolean;
}

interface RoleTableProps {
  roles: readonly ShownRole[];
  missions: readonly { id: string; name: LocalizedText }[];
  scopes: readonly { id: string; title: LocalizedText }[];
  chiefs: readonly Delegator[];
  token: string;
  showMission: boolean;
}

/** Roles of one account, held and ended, each with its authority (G08). */
export function RoleTable({ roles, missions, scopes, chiefs, token, showMission }: RoleTableProps) {
  const { t } = useText('admin');
  return (
    <DataTable
      caption={t('roles_caption')}
      rows={roles}
      rowKey={({ id }) => id}
      empty={t('roles_empty')}
      stackable
      columns={[
        { key: 'role', header: t('role'), rowHeader: true, cell: (row) => <RoleName row={row} /> },
        {
          key: 'over',
          header: t('over'),
          cell: (row) => <Reach row={row} missions={showMission ? missions : []} scopes={scopes} />,
        },
        { key: 'authority', header: t('authority'), cell: (row) => <Authority row={row} chiefs={chiefs} /> },
        { key: 'period', header: t('period'), cell: (row) => <Period row={row} /> },
        { key: 'end', header: t('end_header'), cell: (row) => <EndButton row={row} token={token} /> },
      ]}
    />
  );
}

function RoleName({ row }: { row: ShownRole }) {
  const { t } = useText('admin');
  return (
    <>
      {t(`roles:${row.role}`)} {!isLive(row) && <Tag tone="stop">{t('ended')}</Tag>}
    </>
  );
}

function Reach({ row, missions, scopes }: { row: ShownRole } & Pick<RoleTableProps, 'missions' | 'scopes'>) {
  const { t, lang } = useText('admin');
  const target = scopes.find(({ id }) => id === row.scopeId);
  const mission = missions.find(({ id }) => id === row.missionId);
  const named = [target?.title, mission?.name].flatMap((text) => (text ? [pickText(text, lang)] : []));
  return (
    <>
      {t(`scope.${row.scope}`)}
      {named.map((text) => text && <NamedLine key={text.text} text={text} />)}
      {row.stage && <div className="small soft">{t(`stage.${row.stage}`)}</div>}
    </>
  );
}

function NamedLine({ text }: { text: { text: string; lang: string; dir: string } }) {
  return (
    <div lang={text.lang} dir={text.dir}>
      {text.text}
    </div>
  );
}

function Authority({ row, chiefs }: { row: ShownRole; chiefs: readonly Delegator[] }) {
  const { t } = useText('admin');
  const delegator = chiefs.find(({ id }) => id === row.delegatedBy);
  return (
    <>
      <bdi>{row.authority}</bdi>
      {row.delegatedBy && (
        <div className="small soft">
          {t('delegated_by')} <bdi>{delegator?.email ?? t('delegator_former')}</bdi>
        </div>
      )}
    </>
  );
}

function Period({ row }: { row: ShownRole }) {
  const { t, date } = useText('admin');
  const values = { from: date(row.fromOn), to: row.toOn ? date(row.toOn) : '' };
  return <>{row.toOn ? t('period_closed', values) : t('period_open', values)}</>;
}

function EndButton({ row, token }: { row: ShownRole; token: string }) {
  const { t } = useText('admin');
  if (!row.mayEnd) return null;
  return (
    <form method="post">
      <HiddenFields values={{ token, intent: 'end', assignment: row.id }} />
      <Button look="quiet">{t('end')}</Button>
    </form>
  );
}

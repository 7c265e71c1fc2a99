import { ROLES } from '~/auth/permissions';
import type { RefusedView } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';

interface RoleFieldsProps {
  view: RefusedView;
  /** Only an admin of the installation appoints auditors. */
  withAuditor: boolean;
  today: string;
}

/** Role, authority and dates: what every assignment needs (G08). */
export function RoleFields({ view, withAuditor, today }: RoleFieldsProps) {
  const { t } = useText('admin');
  const roles = ROLES.filter((role) => withAuditor || role !== 'auditor');
  return (
    <>
      <Select
        name="role"
        label={t('role')}
        error={view.error('role')}
        value={view.value('role')}
        empty={t('choose')}
        options={roles.map((role) => ({ value: role, label: t(`roles:${role}`) }))}
      />
      <TextField
        name="authority"
        label={t('authority')}
        hint={t('authority_hint')}
        error={view.error('authority')}
        value={view.value('authority')}
        autoDir
      />
      <TextField
        name="from"
        label={t('from')}
        type="date"
        error={view.error('from')}
        value={view.value('from', today)}
        short
      />
      <TextField
        name="to"
        label={t('to')}
        hint={t('to_hint')}
        type="date"
        optional
        error={view.error('to')}
        value={view.value('to')}
        short
      />
    </>
  );
}

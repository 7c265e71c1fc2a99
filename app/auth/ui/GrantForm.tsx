import { ROLE_STAGES, type Delegator } from '~/auth/role-assignment';
import { RoleFields } from '~/auth/ui/RoleFields';
import { useRefused } from '~/auth/ui/refused-view';
import { useText } from '~/i18n/I18n';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';

interface Place {
  slug: string;
  name: LocalizedText;
}

interface GrantFormProps {
  mission: Place;
  /** To choose from, for an admin of the installation; null within one mission. */
  missions: readonly Place[] | null;
  scopes: readonly { scope: 'program' | 'round'; id: string; title: LocalizedText }[];
  chiefs: readonly Delegator[];
  today: string;
  token: string;
}

/** A role more, in one mission: over what, by which authority, from when, delegated by whom. */
export function GrantForm({ mission, missions, scopes, chiefs, today, token }: GrantFormProps) {
  const { t, lang } = useText('admin');
  const view = useRefused('grant');
  const nameOf = (text: LocalizedText) => pickText(text, lang)?.text ?? '';
  const named = missions?.map(({ slug, name }) => ({ value: slug, label: nameOf(name) }));
  return (
    <Card title={t('grant_title')}>
      {named && (
        <form method="get" className="filters">
          <Select name="mission" label={t('grant_where')} value={mission.slug} options={named} />
          <Button look="quiet">{t('grant_there')}</Button>
        </form>
      )}
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'grant', mission: mission.slug }} />
        <p>{t('grant_in', { mission: nameOf(mission.name) })}</p>
        <RoleFields view={view} withAuditor={missions !== null} today={today} />
        <Select
          name="over"
          label={t('over')}
          error={view.error('over')}
          value={view.value('over')}
          options={[
            { value: 'mission', label: t('scope.mission') },
            ...scopes.map(({ scope, id, title }) => ({
              value: `${scope}:${id}`,
              label: t('scope_named', { scope: t(`scope.${scope}`), title: nameOf(title) }),
            })),
          ]}
        />
        <Select
          name="stage"
          label={t('stage_label')}
          optional
          error={view.error('stage')}
          value={view.value('stage')}
          empty={t('every_stage')}
          options={ROLE_STAGES.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        />
        <Select
          name="delegated_by"
          label={t('delegated_by')}
          hint={t('delegated_by_hint')}
          optional
          error={view.error('delegated_by')}
          value={view.value('delegated_by')}
          empty={t('common:none')}
          options={chiefs.map(({ id, email }) => ({ value: id, label: email }))}
        />
        <Button>{t('grant')}</Button>
      </form>
    </Card>
  );
}

import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import type { Mission } from '~/missions/mission';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { HiddenFields } from '~/ui/HiddenFields';
import { RadioGroup } from '~/ui/ChoiceGroup';

interface MissionChoiceProps {
  missions: readonly Mission[];
  current: string | null;
  next: string | null;
  token: string;
}

export function MissionChoice({ missions, current, next, token }: MissionChoiceProps) {
  const { t, lang } = useText('admin');
  if (missions.length === 0) return <EmptyState text={t('no_mission_held')} />;
  const choices = missions.map(({ id, name, slug }) => {
    const picked = pickText(name, lang);
    return { value: id, label: picked?.text ?? slug, lang: picked?.lang };
  });
  return (
    <form method="post" className="stack">
      <HiddenFields values={{ token, next: next ?? undefined }} />
      <RadioGroup
        name="mission"
        label={t('mission')}
        hint={t('choose_mission_hint')}
        choices={choices}
        value={current ?? choices[0]?.value}
      />
      <Button>{t('choose_mission')}</Button>
    </form>
  );
}

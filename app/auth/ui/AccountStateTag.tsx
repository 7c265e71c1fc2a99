import type { AccountState } from '~/auth/account';
import { useText } from '~/i18n/I18n';
import { Tag, type Tone } from '~/ui/Tag';

const TONES: Record<AccountState, Tone> = { invited: 'wait', active: 'good', disabled: 'stop' };

export function AccountStateTag({ state }: { state: AccountState }) {
  const { t } = useText('admin');
  return <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>;
}

import { useText } from '~/i18n/I18n';
import type { RoundState } from '~/rounds/round';
import type { TextState } from '~/rounds/round-texts';
import { Tag, type Tone } from '~/ui/Tag';

const TONES: Partial<Record<RoundState, Tone>> = {
  risk_review: 'wait',
  approved: 'good',
  open: 'good',
  paused_for_safety: 'stop',
  closed: 'wait',
  synthesis: 'wait',
  cancelled: 'stop',
};

export function RoundStateTag({ state }: { state: RoundState }) {
  const { t } = useText('vocabulary');
  return <Tag tone={TONES[state]}>{t(`round_state.${state}`)}</Tag>;
}

const TEXT_TONES: Record<TextState, Tone> = {
  requested: 'wait',
  draft: 'wait',
  reviewed: 'good',
  published: 'good',
  outdated: 'stop',
};

/** How far the texts of a language are. */
export function TextStateTag({ state }: { state: TextState }) {
  const { t } = useText('vocabulary');
  return <Tag tone={TEXT_TONES[state]}>{t(`translation_state.${state}`)}</Tag>;
}

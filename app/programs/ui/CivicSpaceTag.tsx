import { useText } from '~/i18n/I18n';
import type { CivicSpace } from '~/programs/country';
import { Tag, type Tone } from '~/ui/Tag';

const TONES: Record<CivicSpace, Tone> = {
  open: 'good',
  narrowed: 'plain',
  obstructed: 'wait',
  repressed: 'stop',
  closed: 'stop',
};

/** How free people are to speak and organise in a country, in one word. */
export function CivicSpaceTag({ level }: { level: CivicSpace }) {
  const { t } = useText('vocabulary');
  return <Tag tone={TONES[level]}>{t(`civic_space.${level}`)}</Tag>;
}

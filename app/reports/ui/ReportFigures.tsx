import { useText } from '~/i18n/I18n';
import type { ReportFigures as Values } from '~/reports/round-report';
import type { Shown } from '~/reports/small-numbers';
import { useShown } from '~/reports/ui/shown-text';
import { Figures, type Figure } from '~/ui/Figures';

/** The few numbers of a published round, each suppressed and rounded; shares where there are enough to speak of them. */
export function ReportFigures({ figures }: { figures: Values }) {
  const { t, percent } = useText('reports');
  const shown = useShown();
  const part = (name: 'answered' | 'changed', count: Shown, share: number | null): Figure =>
    share === null
      ? { value: shown(count), label: t(`figure.${name}_count`) }
      : { value: percent(share), label: t(`figure.${name}_share`) };
  return (
    <Figures
      figures={[
        { value: shown(figures.submissions), label: t('figure.submissions', { points: shown(figures.points) ?? '' }) },
        part('answered', figures.answered, figures.answeredShare),
        part('changed', figures.takenUp, figures.takenUpShare),
        { value: shown(figures.refused), label: t('figure.refused') },
      ]}
    />
  );
}

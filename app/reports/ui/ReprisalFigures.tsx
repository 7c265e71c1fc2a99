import { useText } from '~/i18n/I18n';
import type { AuditedReprisals } from '~/reports/audit-reprisals-store.server';
import { Figures } from '~/ui/Figures';

const KEYS = ['answered', 'happened', 'cases', 'open', 'inTime', 'tooLate', 'spokenFor'] as const;

/** What became of people after the round, in numbers that lead to no record. */
export function ReprisalFigures({ figures }: { figures: AuditedReprisals }) {
  const { t, number } = useText('audit');
  return (
    <section className="stack">
      <h2>{t('reprisals.title')}</h2>
      <p className="soft">{t('reprisals.lead')}</p>
      <Figures
        figures={KEYS.map((key) => ({
          value: number(figures[key]),
          label: t(`reprisals.${key}`),
          tone: key === 'tooLate' && figures[key] > 0 ? 'stop' : 'plain',
        }))}
      />
    </section>
  );
}

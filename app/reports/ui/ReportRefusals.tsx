import { useText } from '~/i18n/I18n';
import type { ReportRefusal } from '~/reports/round-report';
import { useShown } from '~/reports/ui/shown-text';

/** What was not taken up, by reason, each with what proves it: the law, the budget line, the office it went to. */
export function ReportRefusals({ refusals, source }: { refusals: readonly ReportRefusal[]; source: string }) {
  const { t } = useText('reports');
  const read = useShown();
  if (refusals.length === 0) return <p>{t('nothing_refused')}</p>;
  return (
    <>
      {refusals.map(({ reason, shown, proofs }) => (
        <article key={reason} className="stack tight">
          <h3>{t(`reason.${reason}`)}</h3>
          {shown && <p className="small soft">{t('by_submissions', { number: read(shown) ?? '' })}</p>}
          <ul>
            {proofs.map((proof) => (
              <li key={proof}>
                <bdi lang={source}>{proof}</bdi>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </>
  );
}

import { useText } from '~/i18n/I18n';
import { pickText, type LocalizedText } from '~/i18n/localized-text';
import type { DemandsOfYear } from '~/missions/lawful-demand';
import { GuidanceList } from '~/routes/public/guidance-parts';
import type { Shown } from '~/reports/small-numbers';
import { useShown } from '~/reports/ui/shown-text';
import { Note } from '~/ui/Note';

interface SafetyPageProps {
  demands: readonly (Pick<DemandsOfYear, 'year' | 'count'> & { mission: LocalizedText })[];
  /** Of the years that are over. */
  checkIns: readonly { mission: LocalizedText; year: string; answered: Shown; happened: Shown }[];
}

/** What protects a participant and what does not, before anything is written (G04). */
export function SafetyPage({ demands, checkIns }: SafetyPageProps) {
  const { t } = useText('public');
  return (
    <>
      <div className="stack">
        <h1>{t('safety.heading')}</h1>
        <p className="lead">{t('safety.lead')}</p>
      </div>
      <section className="stack">
        <h2>{t('safety.does_heading')}</h2>
        <ul>
          <li>{t('safety.does_no_trace')}</li>
          <li>{t('safety.does_sealed')}</li>
          <li>{t('safety.does_code')}</li>
          <li>{t('safety.does_tolerance')}</li>
        </ul>
      </section>
      <section className="stack">
        <h2>{t('safety.not_heading')}</h2>
        <ul>
          <li>{t('safety.not_server')}</li>
          <li>{t('safety.not_device')}</li>
          <li>{t('safety.not_network')}</li>
          <li>{t('safety.not_words')}</li>
          <li>{t('safety.not_code')}</li>
        </ul>
      </section>
      <section className="stack">
        <h2>{t('safety.not_used_heading')}</h2>
        <p>{t('safety.not_used')}</p>
        <h2>{t('safety.force_heading')}</h2>
        <p>{t('safety.force')}</p>
        <DemandCounts demands={demands} />
      </section>
      <section className="stack">
        <h2>{t('safety.after_heading')}</h2>
        <p>{t('safety.after')}</p>
        <CheckInCounts checkIns={checkIns} />
      </section>
      <section className="stack">
        <h2>{t('safety.exit_heading')}</h2>
        <p>{t('safety.exit')}</p>
        <h2>{t('safety.guidance_heading')}</h2>
        <GuidanceList />
      </section>
      <Note weight="care" title={t('safety.emergency_heading')}>
        <p>{t('safety.emergency')}</p>
      </Note>
    </>
  );
}

/** How often authorities demanded something, by mission and year. What we must not speak of yet is counted later. */
function DemandCounts({ demands }: Pick<SafetyPageProps, 'demands'>) {
  const { t, lang, number } = useText('public');
  return (
    <>
      <p>{t('safety.demands_lead')}</p>
      {demands.length === 0 ? (
        <p>{t('safety.demands_none')}</p>
      ) : (
        <ul>
          {demands.map(({ mission, year, count }) => {
            const name = pickText(mission, lang);
            return (
              <li key={`${year} ${name?.text ?? ''}`}>
                <bdi lang={name?.lang}>{name?.text}</bdi>, {year}: {number(count)}
              </li>
            );
          })}
        </ul>
      )}
      <p className="small soft">{t('safety.demands_gag')}</p>
    </>
  );
}

/** What people told after consultations, by mission and year, and never while the year runs: nobody can watch it move. */
function CheckInCounts({ checkIns }: Pick<SafetyPageProps, 'checkIns'>) {
  const { t, lang } = useText('public');
  const read = useShown();
  if (checkIns.length === 0) return <p>{t('safety.after_none')}</p>;
  return (
    <ul>
      {checkIns.map(({ mission, year, answered, happened }) => {
        const name = pickText(mission, lang);
        return (
          <li key={`${year} ${name?.text ?? ''}`}>
            <bdi lang={name?.lang}>{name?.text}</bdi>, {year}:{' '}
            {t('safety.after_counts', { answered: read(answered) ?? '', happened: read(happened) ?? '' })}
          </li>
        );
      })}
    </ul>
  );
}

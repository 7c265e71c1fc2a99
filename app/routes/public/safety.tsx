import { useText } from '~/i18n/I18n';
import type { PageHandle } from '~/routes/page-handle';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'public:safety.title' };

/** What protects a participant and what does not, before anything is written (G04). */
export default function Safety() {
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
        <h2>{t('safety.force_heading')}</h2>
        <p>{t('safety.force')}</p>
      </section>
      <section className="stack">
        <h2>{t('safety.exit_heading')}</h2>
        <p>{t('safety.exit')}</p>
        <h2>{t('safety.tor_heading')}</h2>
        <p>{t('safety.tor')}</p>
      </section>
      <Note weight="care" title={t('safety.emergency_heading')}>
        <p>{t('safety.emergency')}</p>
      </Note>
    </>
  );
}

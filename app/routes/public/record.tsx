import { useText } from '~/i18n/I18n';
import type { PageHandle } from '~/routes/page-handle';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'public:record.title' };

/** What is kept, what can be checked today, and what cannot yet. */
export default function Record() {
  const { t } = useText('public');
  return (
    <>
      <div className="stack">
        <h1>{t('record.heading')}</h1>
        <p className="lead">{t('record.lead')}</p>
      </div>
      <section className="stack">
        <h2>{t('record.kept_heading')}</h2>
        <ul>
          <li>{t('record.kept_words')}</li>
          <li>{t('record.kept_day')}</li>
          <li>{t('record.kept_facts')}</li>
          <li>{t('record.kept_withdrawal')}</li>
        </ul>
      </section>
      <section className="stack">
        <h2>{t('record.check_heading')}</h2>
        <p>{t('record.check_log')}</p>
        <Note weight="care">
          <p>{t('record.check_not_yet')}</p>
        </Note>
      </section>
      <section className="stack">
        <h2>{t('record.limits_heading')}</h2>
        <p>{t('record.limits')}</p>
      </section>
    </>
  );
}

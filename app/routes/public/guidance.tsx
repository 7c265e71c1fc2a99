import { useText } from '~/i18n/I18n';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { GuidanceList } from '~/routes/public/guidance-parts';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'guidance:title' };

/** Short pages on taking part more safely, one danger each (G04). */
export default function Guidance() {
  const { t, lang } = useText('guidance');
  return (
    <>
      <div className="stack">
        <h1>{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </div>
      <GuidanceList />
      <Note weight="care">
        <p>{t('stay_away')}</p>
      </Note>
      <p>
        <a href={paths.safety(lang)}>{t('public:home.safety')}</a>
      </p>
    </>
  );
}

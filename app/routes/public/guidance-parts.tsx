import { useText } from '~/i18n/I18n';
import { paths } from '~/routes/paths';
import { GUIDANCE } from '~/routes/public/guidance-topics';

/** Every page of guidance, with what it is about; without the one that is open. */
export function GuidanceList({ without }: { without?: string }) {
  const { t, lang } = useText('guidance');
  return (
    <ul>
      {GUIDANCE.filter(({ path }) => path !== without).map(({ path, id }) => (
        <li key={path}>
          <a href={paths.guidancePage(lang, path)}>{t(`topics.${id}.title`)}</a>: {t(`topics.${id}.lead`)}
        </li>
      ))}
    </ul>
  );
}

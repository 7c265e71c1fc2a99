import { useText } from '~/i18n/I18n';
import { errorTextKeys } from '~/platform/http/error-key';
import { paths } from '~/routes/paths';
import { PublicFrame } from '~/ui/PublicFrame';

/** The neutral page of a status: what happened, what to do, and no more. */
export function ErrorPage({ status }: { status: number }) {
  const { t, lang } = useText('errors');
  const keys = errorTextKeys(status);
  return (
    <PublicFrame brand={t('common:brand')} homeHref={paths.home(lang)}>
      <h1>{t(keys.title)}</h1>
      <p>{t(keys.text)}</p>
      <p>{t(keys.whatToDo)}</p>
      <p>
        <a href={paths.home(lang)}>{t('home')}</a>
      </p>
    </PublicFrame>
  );
}

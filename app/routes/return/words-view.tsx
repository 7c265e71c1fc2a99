import { useText } from '~/i18n/I18n';
import type { FormProps, OwnWords } from '~/routes/return/return-page';
import { VisitButton, VisitLanguages } from '~/routes/return/visit-form';
import { InTheirWords } from '~/ui/InTheirWords';

/** The words of whoever asked, when sending them, to see them again. */
export function WordsView({ words, door }: FormProps & { words: readonly OwnWords[] }) {
  const { t } = useText('return');
  return (
    <>
      <div className="stack">
        <h1>{t('words.heading')}</h1>
        <p className="lead">{t('words.lead')}</p>
      </div>
      {words.map((one) => (
        <InTheirWords key={one.itemId} lang={one.language}>
          {one.text ?? t('words.gone')}
        </InTheirWords>
      ))}
      <VisitButton door={door} intent="status">
        {t('back')}
      </VisitButton>
      <VisitLanguages door={door} intent="words" />
    </>
  );
}

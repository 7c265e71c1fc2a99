import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { COUNT_LIMIT } from '~/feedback/item-queue';
import { ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';

export interface NextText {
  language: string;
  id: string;
  count: number;
}

/** What a translator sees instead of lists: one text at a time, by language, without round or place. */
export function NextTexts({ texts, hrefOf }: { texts: readonly NextText[]; hrefOf: (id: string) => string }) {
  const { t, lang } = useText('feedback');
  if (texts.length === 0) return <EmptyState text={t('no_text_waits')} />;
  return (
    <div className="stack">
      {texts.map(({ language, id, count }) => (
        <Card key={language} title={languageName(language, lang)}>
          <p>{count > COUNT_LIMIT ? t('many_texts_wait') : t('texts_wait', { count })}</p>
          <p>
            <ButtonLink href={hrefOf(id)}>{t('open_next')}</ButtonLink>
          </p>
        </Card>
      ))}
    </div>
  );
}

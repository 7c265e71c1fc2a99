import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { Words } from '~/programs/ui/Words';
import type { TraceWords as Said } from '~/reports/trace';
import { Card } from '~/ui/Card';
import { InTheirWords } from '~/ui/InTheirWords';
import { MarkedText } from '~/ui/MarkedText';

interface TraceWordsProps {
  words: Said;
  source: string;
  hrefOf: (pointId: string) => string;
}

/** What was said: the original with its points marked, and the translation if there is one. */
export function TraceWords({ words, source, hrefOf }: TraceWordsProps) {
  const { t, lang, date } = useText('audit');
  const { translation } = words;
  return (
    <Card title={t('step.words')}>
      <p className="small soft">
        {date(words.day)} · {t(`vocabulary:item_state.${words.state}`)}
      </p>
      {words.question && (
        <p className="label">
          <Words text={words.question} source={source} />
        </p>
      )}
      {words.choices && words.choices.length > 0 && <p>{t('chosen', { choices: words.choices.join(' · ') })}</p>}
      <Original words={words} hrefOf={hrefOf} />
      {translation && (
        <InTheirWords
          lang={translation.language}
          source={t(translation.reviewed ? 'translated_reviewed' : 'translated_draft', {
            language: languageName(translation.language, lang),
          })}
        >
          {translation.text ?? t('text_gone')}
        </InTheirWords>
      )}
    </Card>
  );
}

function Original({ words, hrefOf }: Pick<TraceWordsProps, 'words' | 'hrefOf'>) {
  const { t, lang } = useText('audit');
  const { original, points } = words;
  if (original === null) return words.choices?.length ? null : <p className="soft">{t('text_gone')}</p>;
  const spans = points.flatMap(({ start, end }, index) =>
    start === null || end === null ? [] : [{ start, end, number: index + 1 }],
  );
  const self = points.findIndex((point) => point.self) + 1;
  const whole = points.find((point) => point.self)?.start === null;
  return (
    <>
      <InTheirWords lang={words.language} source={languageName(words.language, lang)}>
        <MarkedText text={original} spans={spans} unit="utf16" hrefOf={(number) => hrefOf(points[number - 1]!.id)} />
      </InTheirWords>
      <p className="small soft">{whole ? t('this_is_whole') : t('this_is_point', { number: self })}</p>
    </>
  );
}

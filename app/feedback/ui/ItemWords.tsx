import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { ItemView, PointLine } from '~/feedback/item-view';
import type { Question } from '~/rounds/question';
import { useChoices } from '~/rounds/ui/choices';
import { EmptyState } from '~/ui/EmptyState';
import { InTheirWords } from '~/ui/InTheirWords';
import { MarkedText } from '~/ui/MarkedText';

interface ItemWordsProps {
  item: ItemView;
  /** The page of a point, by its number in the text. */
  hrefOf: (point: PointLine) => string;
}

/** What the sender wrote, with its points marked, beside the translation; or what they chose. */
export function ItemWords({ item, hrefOf }: ItemWordsProps) {
  const { t } = useText('feedback');
  if (item.choices.length > 0) return <Chosen item={item} />;
  if (item.closed) return <EmptyState text={t('words_closed')} />;
  if (item.original === null) return <EmptyState text={t('words_gone')} />;
  const spans = item.points.flatMap(({ number, span: { start, end } }) =>
    start === null || end === null ? [] : [{ number, start, end }],
  );
  const byNumber = (number: number) => hrefOf(item.points[number - 1]!);
  return (
    <div className={item.translation ? 'two even' : 'stack'}>
      <section className="stack tight">
        <h2>{t('in_their_words')}</h2>
        <InTheirWords lang={item.language}>
          <MarkedText text={item.original} spans={spans} unit="utf16" hrefOf={item.context ? byNumber : undefined} />
        </InTheirWords>
      </section>
      {item.translation && <Translated translation={item.translation} />}
    </div>
  );
}

function Translated({ translation }: { translation: NonNullable<ItemView['translation']> }) {
  const { t, lang } = useText('feedback');
  const role = t(`roles:${translation.byRole}`);
  return (
    <section className="stack tight">
      <h2>{t('translation', { language: languageName(translation.language, lang) })}</h2>
      <InTheirWords
        lang={translation.language}
        source={t(translation.reviewed ? 'translated_and_read' : 'translated_not_read', { role })}
      >
        {translation.text ?? t(translation.closed ? 'words_closed' : 'words_gone')}
      </InTheirWords>
    </section>
  );
}

const NO_QUESTION = { kind: 'short_text', options: [] } as const;

function Chosen({ item }: { item: ItemView }) {
  const { t, lang } = useText('feedback');
  const question = item.context?.question ?? NO_QUESTION;
  const choices = useChoices(question as unknown as Question, lang, item.workingLanguage);
  const labels = new Map(choices.map(({ value, label }) => [value, label]));
  return (
    <section className="stack tight">
      <h2>{t('chosen')}</h2>
      <ul>
        {item.choices.map((value) => (
          <li key={value}>{labels.get(value) ?? <bdi>{value}</bdi>}</li>
        ))}
      </ul>
    </section>
  );
}

import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { choicesOf, FIXED_CHOICES, hasOwnOptions, type Question } from '~/rounds/question';
import type { Choice } from '~/ui/ChoiceGroup';

/** The choices of a question in the reader's words: the round's own, or the fixed ones of its kind. */
export function useChoices(question: Question, lang: string, source?: string): (Choice & { text: string })[] {
  const { t } = useText('rounds');
  if (hasOwnOptions(question.kind)) {
    return question.options.map(({ value, text }) => {
      const picked = pickText(text, lang, source ? [source] : undefined);
      const label = (
        <bdi lang={picked?.lang} dir={picked?.dir}>
          {picked?.text}
        </bdi>
      );
      return { value, label, text: picked?.text ?? value };
    });
  }
  if (!(question.kind in FIXED_CHOICES)) return [];
  return choicesOf(question).map((value) => {
    const text = question.kind === 'five_point' ? t(`five_point.${value}`) : t(`yes_no_unsure.${value}`);
    return { value, label: text, text };
  });
}

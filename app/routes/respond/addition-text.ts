import { pickText } from '~/i18n/localized-text';
import type { Answer } from '~/rounds/answer-rules';
import type { Question } from '~/rounds/question';
import type { RoundPage } from '~/routes/respond/respond-view';

function answerWords(question: Question, { text, choices = [] }: Answer, lang: string, source: string): string {
  if (text !== undefined) return text;
  const words = (value: string) => {
    const option = question.options.find((one) => one.value === value);
    return (option && pickText(option.text, lang, [source])?.text) ?? value;
  };
  return choices.map(words).join(' · ');
}

/** All answers as one message, each under its question in the language it was read in. */
export function additionText({ round, questions }: RoundPage, answers: readonly Answer[], lang: string): string {
  const parts = questions.flatMap((question) => {
    const answer = answers.find(({ questionId }) => questionId === question.id);
    if (!answer) return [];
    const label = pickText(question.label, lang, [round.sourceLanguage])?.text ?? '';
    return [`${label}\n${answerWords(question, answer, lang, round.sourceLanguage)}`];
  });
  return parts.join('\n\n');
}

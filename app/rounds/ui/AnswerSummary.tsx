import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import type { Answer } from '~/rounds/answer-rules';
import type { Question } from '~/rounds/question';
import { useChoices } from '~/rounds/ui/choices';
import { SummaryList, type SummaryRow } from '~/ui/SummaryList';

interface AnswerSummaryProps {
  questions: readonly Question[];
  answers: readonly Answer[];
  lang: string;
  source?: string;
  /** How a person goes back to change an answer; left out where nothing can be changed. */
  changeOf?: (question: Question) => SummaryRow['change'];
}

/** What somebody is about to send, question by question; unanswered ones are named too. */
export function AnswerSummary({ questions, answers, lang, source, changeOf }: AnswerSummaryProps) {
  return (
    <SummaryList
      rows={questions.map((question) => ({
        term: pickText(question.label, lang, source ? [source] : undefined)?.text ?? '',
        value: (
          <AnswerText
            question={question}
            answer={answers.find((answer) => answer.questionId === question.id)}
            lang={lang}
            source={source}
          />
        ),
        change: changeOf?.(question),
      }))}
    />
  );
}

interface AnswerTextProps {
  question: Question;
  answer: Answer | undefined;
  lang: string;
  source?: string;
}

function AnswerText({ question, answer, lang, source }: AnswerTextProps) {
  const { t, list } = useText('rounds');
  const choices = useChoices(question, lang, source);
  if (!answer) return <span className="soft">{t('not_answered')}</span>;
  if (answer.text !== undefined) return <span dir="auto">{answer.text}</span>;
  const chosen = choices.filter((choice) => answer.choices?.includes(choice.value));
  return <>{list(chosen.map((choice) => choice.text))}</>;
}

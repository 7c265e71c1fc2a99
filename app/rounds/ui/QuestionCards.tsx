import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import type { Question } from '~/rounds/question';
import { useChoices } from '~/rounds/ui/choices';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { HiddenFields } from '~/ui/HiddenFields';

interface QuestionCardsProps {
  questions: readonly Question[];
  token: string;
  source: string;
  /** Where a question is edited; left out when questions are fixed. */
  editHref?: (questionId: string) => string;
}

/** The questions one by one, each with what can be done with it while the round is a draft. */
export function QuestionCards({ questions, ...props }: QuestionCardsProps) {
  const { t } = useText('rounds');
  if (questions.length === 0) return <EmptyState text={t('no_questions')} />;
  return (
    <ol className="stack" role="list">
      {questions.map((question, index) => (
        <li key={question.id}>
          <QuestionCard {...props} question={question} first={index === 0} last={index === questions.length - 1} />
        </li>
      ))}
    </ol>
  );
}

type CardProps = Omit<QuestionCardsProps, 'questions'> & { question: Question; first: boolean; last: boolean };

function QuestionCard({ question, token, source, editHref, first, last }: CardProps) {
  const { t, number } = useText('rounds');
  const choices = useChoices(question, source, source);
  return (
    <Card>
      <p>
        <strong>
          {number(question.position)}. <Words text={question.label} lang={source} source={source} />
        </strong>
      </p>
      <p className="small soft">
        {t(`vocabulary:question_kind.${question.kind}`)} · {question.required ? t('is_required') : t('is_optional')}
      </p>
      {choices.length > 0 && (
        <ul className="row small" role="list">
          {choices.map((choice) => (
            <li key={choice.value} className="tag">
              {choice.label}
            </li>
          ))}
        </ul>
      )}
      {editHref && (
        <form method="post" className="row">
          <HiddenFields values={{ token, questionId: question.id }} />
          <a href={editHref(question.id)}>{t('edit')}</a>
          {!first && <Act act="up" />}
          {!last && <Act act="down" />}
          <Act act="remove" />
        </form>
      )}
    </Card>
  );
}

function Act({ act }: { act: 'up' | 'down' | 'remove' }) {
  const { t } = useText('rounds');
  return (
    <button type="submit" className="plain" name="intent" value={act}>
      {t(`question_act.${act}`)}
    </button>
  );
}

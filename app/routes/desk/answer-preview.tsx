import { useText } from '~/i18n/I18n';
import type { AnswerView } from '~/decisions/answer-view.server';
import { TranslationNote } from '~/decisions/ui/StateTags';
import type { ElementNow } from '~/decisions/decision-view.server';
import type { ShownAnswer, ShownDecision } from '~/participants/visit-answer';
import { DecisionPart } from '~/routes/return/decision-part';
import { Card } from '~/ui/Card';
import { InTheirWords } from '~/ui/InTheirWords';

export interface PreviewProps {
  view: AnswerView;
  elements: readonly Pick<ElementNow, 'id' | 'number' | 'title'>[];
}

function shownDecision(one: AnswerView['decisions'][number], elements: PreviewProps['elements']): ShownDecision {
  return {
    ...one,
    steps: one.steps.map(({ state, stepOn, note }) => ({ state, on: stepOn, note })),
    changes: one.changes.map((change) => {
      const element = elements.find(({ id }) => id === change.elementId);
      return { ...change, number: element?.number ?? '', title: element?.title ?? {} };
    }),
    commitments: [],
  };
}

/** The answer as whoever holds a return code will see it: the text, what was decided on the points, and the decision. */
export function AnswerPreview({ view, elements }: PreviewProps) {
  const { t, date } = useText('decisions');
  const { answer, text, round, dispositions } = view;
  const shown: ShownAnswer = {
    itemId: answer.itemId ?? '',
    answerLanguage: answer.language,
    sourceLanguage: round.sourceLanguage,
    texts: [],
    outcomes: [],
    decisions: view.decisions.map((one) => shownDecision(one, elements)),
  };
  const kinds = [...new Map(dispositions.map((one) => [`${one.kind}-${one.reason}-${one.proof}`, one])).values()];
  return (
    <Card title={t('preview')}>
      <p className="small soft">{t('preview_lead')}</p>
      <InTheirWords lang={answer.language} source={<TranslationNote status={answer.translation} />}>
        {text ?? t('text_gone')}
      </InTheirWords>
      {kinds.map((one) => (
        <div key={one.id} className="stack tight">
          <p>
            <strong>{t(`return:outcome.${one.kind}`)}</strong>
          </p>
          {one.reason && <p>{t(`return:reason.${one.reason}`)}</p>}
          {one.proof && (
            <p>
              {t('return:outcome.proof')} <bdi>{one.proof}</bdi>
            </p>
          )}
          {one.reviewOn && <p>{t('return:outcome.review_on', { date: date(one.reviewOn) })}</p>}
        </div>
      ))}
      {shown.decisions.map((decision) => (
        <DecisionPart key={decision.id} decision={decision} answer={shown} />
      ))}
    </Card>
  );
}

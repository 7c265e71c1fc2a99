import { directionOf } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import type { ShownAnswer, TranslationStatus } from '~/participants/visit-answer';
import { isMovedByDispute, type VisitedItem, type VisitedUnderstanding } from '~/participants/visit';
import { DecisionPart } from '~/routes/return/decision-part';
import type { FormProps, ShownVisit } from '~/routes/return/return-page';
import { VisitButton, VisitLanguages } from '~/routes/return/visit-form';
import { Card } from '~/ui/Card';
import { InTheirWords } from '~/ui/InTheirWords';

interface AnswerProps extends FormProps {
  visit: ShownVisit;
  item: VisitedItem;
  answer: ShownAnswer;
}

/** The answer to one item: our words first, then what was decided on each point and what changed. */
export function AnswerView({ visit, item, answer, door }: AnswerProps) {
  const { t } = useText('return');
  return (
    <>
      <h1>{t('answer.heading')}</h1>
      {answer.texts.length === 0 && <p>{t('answer.no_text')}</p>}
      {answer.texts.map((one) => (
        <InTheirWords key={one.id} lang={one.language} source={<Source {...one} wanted={answer.answerLanguage} />}>
          {one.text ?? t('messages.gone')}
        </InTheirWords>
      ))}
      <Outcomes answer={answer} lines={visit.understandings.filter(({ itemId }) => itemId === item.id)} />
      {answer.decisions.map((decision) => (
        <DecisionPart key={decision.id} decision={decision} answer={answer} />
      ))}
      {isMovedByDispute(item.state) && (
        <VisitButton door={door} intent="dispute_form" fields={{ item: item.id }}>
          {t('answer.dispute')}
        </VisitButton>
      )}
      <VisitButton door={door} intent="status">
        {t('back')}
      </VisitButton>
      <VisitLanguages door={door} intent="answer" fields={{ item: item.id }} />
    </>
  );
}

const STATUS_TEXT: Record<TranslationStatus, string | null> = {
  original: null,
  human_reviewed: 'common:human_reviewed',
  human_draft: 'common:human_draft',
  machine: 'common:machine_translated',
};

/** How the answer came into its language; and where it is not yet in the one that was asked for, that. */
function Source({
  language,
  translation,
  wanted,
}: {
  language: string;
  translation: TranslationStatus;
  wanted: string;
}) {
  const { t, lang } = useText('return');
  const status = STATUS_TEXT[translation];
  const other = language.toLowerCase() !== wanted.toLowerCase();
  return (
    <>
      {other && <span>{t('common:only_in_language', { language: languageName(language, lang) })}. </span>}
      {status && t(status)}
    </>
  );
}

function Outcomes({ answer, lines }: { answer: ShownAnswer; lines: readonly VisitedUnderstanding[] }) {
  const { t, date } = useText('return');
  if (answer.outcomes.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('outcome.heading')}</h2>
      {answer.outcomes.map((one) => {
        const line = lines.find(({ pointId }) => pointId === one.pointId);
        return (
          <Card key={one.pointId}>
            {line?.text && (
              <p className="soft" lang={line.language} dir={directionOf(line.language)}>
                {line.text}
              </p>
            )}
            <p>
              <strong>{t(`outcome.${one.kind}`)}</strong>
            </p>
            {one.reason && <p>{t(`reason.${one.reason}`)}</p>}
            {one.proof && (
              <p>
                {t('outcome.proof')} <bdi>{one.proof}</bdi>
              </p>
            )}
            {one.reviewOn && <p>{t('outcome.review_on', { date: date(one.reviewOn) })}</p>}
          </Card>
        );
      })}
    </section>
  );
}

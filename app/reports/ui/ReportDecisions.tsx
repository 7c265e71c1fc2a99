import { useText } from '~/i18n/I18n';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import type { ReportDecision } from '~/reports/round-report';
import { ChangeText } from '~/reports/ui/ChangeText';

/** What was decided: what changed, word by word, why, and what became of what we could only recommend. */
export function ReportDecisions({ decisions, source }: { decisions: readonly ReportDecision[]; source: string }) {
  const { t } = useText('reports');
  if (decisions.length === 0) return <p>{t('no_decisions')}</p>;
  return (
    <>
      {decisions.map((decision) => (
        <article key={decision.number} className="stack tight">
          <h3>
            <Words text={decision.outcome} source={source} />
          </h3>
          <WordsParagraph text={decision.rationale} source={source} />
          {decision.changes.map((change) => (
            <ChangeText key={change.number} {...change} source={source}>
              <InForce on={change.effectiveOn} />
            </ChangeText>
          ))}
          {decision.recommendation && <Recommendation {...decision.recommendation} source={source} />}
          <DecidedBy {...decision} />
        </article>
      ))}
    </>
  );
}

function InForce({ on }: { on: string }) {
  const { t, date } = useText('reports');
  return <p className="small soft">{t('in_force', { date: date(on) })}</p>;
}

function DecidedBy({ number, decidedOn, role }: ReportDecision) {
  const { t, date } = useText('reports');
  const on = { number: String(number), date: date(decidedOn) };
  return (
    <p className="small soft">{role ? t('decided_by', { ...on, role: t(`roles:${role}`) }) : t('decided_on', on)}</p>
  );
}

type RecommendationProps = NonNullable<ReportDecision['recommendation']> & { source: string };

function Recommendation({ to, state, due, steps, source }: RecommendationProps) {
  const { t, date } = useText('reports');
  return (
    <div className="stack tight">
      <p>
        {to ? t('recommended_to', { office: to }) : t('recommended')} <strong>{t(`recommendation.${state}`)}</strong>
        {(state === 'sent' || state === 'acknowledged') && due && <> ({t('answer_due', { date: date(due) })})</>}
      </p>
      {steps.length > 1 && (
        <ol className="small">
          {steps.map((step, index) => (
            <li key={index}>
              {date(step.on)}: {t(`recommendation.${step.state}`)} <Words text={step.note} source={source} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

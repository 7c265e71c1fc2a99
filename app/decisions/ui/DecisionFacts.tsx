import type { ReactNode } from 'react';
import type { DecisionView } from '~/decisions/decision-view.server';
import { DecisionStateTag } from '~/decisions/ui/StateTags';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { Words } from '~/programs/ui/Words';

interface DecisionFactsProps {
  view: DecisionView;
  roundHref: string;
  programHref: string;
}

/** Where a decision stands, who signed it under which authority, and what is still missing. */
export function DecisionFacts({ view, roundHref, programHref }: DecisionFactsProps) {
  const { t, date, list } = useText('decisions');
  const { decision, program, round, authority, withoutWords } = view;
  return (
    <dl className="stack tight">
      <Fact term={t('state')}>
        <DecisionStateTag state={decision.state} />
      </Fact>
      <Fact term={t('program')}>
        <a href={programHref}>
          <Words text={program.title} source={round.sourceLanguage} />
        </a>
      </Fact>
      <Fact term={t('round')}>
        <a href={roundHref}>
          <Words text={round.title} source={round.sourceLanguage} />
        </a>
      </Fact>
      <Fact term={t('level')}>{t(`vocabulary:decision_level.${decision.level}`)}</Fact>
      {decision.decidedOn && <Fact term={t('signed_on')}>{date(decision.decidedOn)}</Fact>}
      {authority && (
        <Fact term={t('signed_by')}>
          {t(`roles:${authority.role}`)}
          <p className="small soft">
            <bdi>{authority.authority}</bdi> · {t('since', { date: date(authority.fromOn) })}
          </p>
        </Fact>
      )}
      {withoutWords.length > 0 && (
        <Fact term={t('without_words')}>{list(withoutWords.map((tag) => namedLanguage(tag).ownName))}</Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="small">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** To whom it is recommended, by when an answer is due, and every step so far. */
export function RecommendationFacts({ view }: { view: DecisionView }) {
  const { t, date } = useText('decisions');
  const { decision, round } = view;
  return (
    <div className="stack tight">
      <p>
        {t('recommended_to')}: <bdi>{decision.recommendedTo}</bdi>
      </p>
      {decision.recommendationDue && (
        <p className="small soft">{t('answer_due', { date: date(decision.recommendationDue) })}</p>
      )}
      <ul>
        {decision.steps.map(({ id, state, stepOn, note }) => (
          <li key={id}>
            {date(stepOn)} · {t(`vocabulary:recommendation_state.${state}`)}
            {Object.keys(note).length > 0 && (
              <p className="small">
                <Words text={note} source={round.sourceLanguage} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

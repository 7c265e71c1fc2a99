import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { pickText, type LocalizedText, type PickedText } from '~/i18n/localized-text';
import type { ShownAnswer, ShownChange, ShownCommitment, ShownDecision } from '~/participants/visit-answer';
import { WordDiff } from '~/ui/WordDiff';

interface DecisionProps {
  decision: ShownDecision;
  answer: ShownAnswer;
}

/** A signed decision: what was asked, what we do and why, what changed in the program, and what was promised. */
export function DecisionPart({ decision, answer }: DecisionProps) {
  const { t, date } = useText('return');
  const words = (text: LocalizedText) => pickText(text, answer.answerLanguage, [answer.sourceLanguage]);
  return (
    <section className="stack">
      <h2>{t('decision.heading')}</h2>
      {decision.decidedOn && <p className="soft">{t('decision.decided_on', { date: date(decision.decidedOn) })}</p>}
      <Words title={t('decision.question')} picked={words(decision.question)} wanted={answer.answerLanguage} />
      <Words title={t('decision.outcome')} picked={words(decision.outcome)} wanted={answer.answerLanguage} />
      <Words title={t('decision.rationale')} picked={words(decision.rationale)} wanted={answer.answerLanguage} />
      {decision.recommendation && <Recommendation decision={decision} />}
      {decision.changes.map((change) => (
        <Change key={change.id} change={change} answer={answer} />
      ))}
      <Commitments commitments={decision.commitments} words={words} />
    </section>
  );
}

function Words({ title, picked, wanted }: { title: ReactNode; picked: PickedText | null; wanted: string }) {
  const { t, lang } = useText('return');
  if (!picked) return null;
  const other = picked.lang.toLowerCase() !== wanted.toLowerCase();
  return (
    <div className="stack tight">
      <h3>{title}</h3>
      <p className="words" lang={picked.lang} dir={picked.dir}>
        {picked.text}
      </p>
      {other && (
        <p className="small soft">{t('common:only_in_language', { language: languageName(picked.lang, lang) })}</p>
      )}
    </div>
  );
}

function Recommendation({ decision }: { decision: ShownDecision }) {
  const { t, date } = useText('return');
  return (
    <div className="stack tight">
      <h3>{t('recommendation.heading')}</h3>
      {decision.recommendedTo && (
        <p>
          {t('recommendation.to')} <bdi>{decision.recommendedTo}</bdi>
        </p>
      )}
      <p>{t(`recommendation.${decision.recommendation}`)}</p>
      {decision.recommendationDue && (
        <p className="soft">{t('recommendation.due', { date: date(decision.recommendationDue) })}</p>
      )}
      <ul>
        {decision.steps.map(({ state, on }) => (
          <li key={`${state}-${on}`}>
            {date(on)} · {t(`recommendation.${state}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Before and after, word by word where both are in one language, else one after the other. */
function Change({ change, answer }: { change: ShownChange; answer: ShownAnswer }) {
  const { t, date } = useText('return');
  const pick = (text: LocalizedText) => pickText(text, answer.answerLanguage, [answer.sourceLanguage]);
  const [title, before, after] = [pick(change.title), pick(change.before), pick(change.after)];
  return (
    <div className="stack tight">
      <h3>{t('change.heading', { number: change.number })}</h3>
      {title && (
        <p lang={title.lang} dir={title.dir}>
          {title.text}
        </p>
      )}
      {before && after && before.lang === after.lang ? (
        <WordDiff before={before.text} after={after.text} lang={after.lang} />
      ) : (
        <>
          <Words title={t('change.before')} picked={before} wanted={answer.answerLanguage} />
          <Words title={t('change.after')} picked={after} wanted={answer.answerLanguage} />
        </>
      )}
      <p className="soft">{t('change.effective_on', { date: date(change.effectiveOn) })}</p>
    </div>
  );
}

interface CommitmentsProps {
  commitments: readonly ShownCommitment[];
  words: (text: LocalizedText) => PickedText | null;
}

function Commitments({ commitments, words }: CommitmentsProps) {
  const { t, date } = useText('return');
  if (commitments.length === 0) return null;
  return (
    <div className="stack tight">
      <h3>{t('commitment.heading')}</h3>
      <ul>
        {commitments.map((one) => {
          const text = words(one.text);
          return (
            <li key={one.id}>
              <span lang={text?.lang} dir={text?.dir}>
                {text?.text}
              </span>{' '}
              <span className="soft">
                <bdi>{one.ownerOffice}</bdi> · {t('common:by_day', { date: date(one.dueOn) })} ·{' '}
                {t(`commitment.${one.state}`)}
              </span>{' '}
              {one.reason && <bdi>{one.reason}</bdi>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

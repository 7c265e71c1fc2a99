import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { Words } from '~/programs/ui/Words';
import type { Trace, TraceAnswer, TraceDisposition } from '~/reports/trace';
import { TraceConsents } from '~/reports/ui/TraceConsents';
import { TraceDecisions } from '~/reports/ui/TraceDecisions';
import { TraceWords } from '~/reports/ui/TraceWords';
import { Card } from '~/ui/Card';
import { InTheirWords } from '~/ui/InTheirWords';
import { Tag } from '~/ui/Tag';

interface TracePageProps {
  trace: Trace;
  hrefOf: (pointId: string) => string;
}

/** One point from the words to the program, and back: what was said, what was made of it, what the sender says to that. */
export function TracePage({ trace, hrefOf }: TracePageProps) {
  const { t } = useText('audit');
  const source = trace.round.sourceLanguage;
  return (
    <>
      <div className="stack tight">
        <h1>{t('trace_title')}</h1>
        <p className="row">
          <Tag>{t(`vocabulary:point_state.${trace.state}`)}</Tag>
          <Words text={trace.round.title} source={source} />
        </p>
      </div>
      <div className="two">
        <div className="stack">
          <TraceWords words={trace.words} source={source} hrefOf={hrefOf} />
          <Understood trace={trace} source={source} />
          <Dispositions dispositions={trace.dispositions} decisions={trace.decisions} />
          <TraceDecisions decisions={trace.decisions} source={source} hrefOf={hrefOf} />
          <Answers answers={trace.answers} />
          <Reaction trace={trace} />
        </div>
        <aside className="stack">
          <TraceConsents consents={trace.consents} />
          <Filed facts={trace.facts} />
        </aside>
      </div>
    </>
  );
}

function Understood({ trace, source }: { trace: Trace; source: string }) {
  const { t } = useText('audit');
  const { codes, themes, summary, understanding } = trace;
  return (
    <Card title={t('step.understood')}>
      {themes.length > 0 && (
        <p className="row">
          {themes.map((theme, index) => (
            <Tag key={index}>
              <Words text={theme} source={source} />
            </Tag>
          ))}
        </p>
      )}
      {codes.length > 0 && <p className="small">{t('codes', { codes: codes.join(' · ') })}</p>}
      {summary && <p dir="auto">{summary}</p>}
      {understanding?.text ? (
        <InTheirWords lang={understanding.language} source={t(`understood.${understanding.reaction ?? 'no_reaction'}`)}>
          {understanding.text}
        </InTheirWords>
      ) : (
        <p className="soft">{t('not_shown_back')}</p>
      )}
    </Card>
  );
}

function Dispositions({ dispositions, decisions }: Pick<Trace, 'dispositions' | 'decisions'>) {
  const { t } = useText('audit');
  const numberOf = (id: string | null) => decisions.find((one) => one.id === id)?.number;
  return (
    <Card title={t('step.disposition')}>
      {dispositions.length === 0 && <p className="soft">{t('no_disposition')}</p>}
      {dispositions.map((one, index) => (
        <Disposition key={index} {...one} number={numberOf(one.decisionId)} />
      ))}
    </Card>
  );
}

function Disposition(one: TraceDisposition & { number: number | undefined }) {
  const { t, date } = useText('audit');
  return (
    <div className="stack tight">
      <p>
        <strong>{t(`reports:kind.${one.kind}`)}</strong>
        {one.reason && <>: {t(`reports:reason.${one.reason}`)}</>} {one.superseded && <Tag>{t('superseded')}</Tag>}
      </p>
      {one.proof && <p dir="auto">{one.proof}</p>}
      <p className="small soft">
        {t('made_on', { date: date(one.madeOn) })}
        {one.number !== undefined && <> · {t('decision_number', { number: String(one.number) })}</>}
        {one.reviewOn && <> · {t('review_on', { date: date(one.reviewOn) })}</>}
      </p>
    </div>
  );
}

function Answers({ answers }: { answers: readonly TraceAnswer[] }) {
  const { t, lang, date } = useText('audit');
  return (
    <Card title={t('step.answer')}>
      {answers.length === 0 && <p className="soft">{t('no_answer')}</p>}
      {answers.map((answer, index) => (
        <InTheirWords
          key={index}
          lang={answer.language}
          source={
            <>
              {languageName(answer.language, lang)} · {t(`translation.${answer.translation}`)}
              {answer.byTheme && <> · {t('theme_answer')}</>}
              {answer.approvedOn && <> · {t('approved_on', { date: date(answer.approvedOn) })}</>}
            </>
          }
        >
          {answer.text ?? t('text_gone')}
        </InTheirWords>
      ))}
    </Card>
  );
}

function Reaction({ trace }: { trace: Trace }) {
  const { t } = useText('audit');
  const { disputed, collected, delivered } = trace.reaction;
  const said = [
    ...(collected ? [t('reaction.collected')] : []),
    ...(delivered ? [t('reaction.delivered')] : []),
    ...(disputed ? [t('reaction.disputed')] : []),
  ];
  return (
    <Card title={t('step.reaction')}>
      {said.length === 0 ? <p className="soft">{t('reaction.none')}</p> : said.map((line) => <p key={line}>{line}</p>)}
    </Card>
  );
}

function Filed({ facts }: Pick<Trace, 'facts'>) {
  const { t, date } = useText('audit');
  return (
    <Card title={t('step.filed')}>
      <p className="small soft">{t('filed_says')}</p>
      <ol className="small stack tight">
        {facts.map((fact, index) => (
          <li key={index}>
            {t(`facts:${fact.type}`)}
            <br />
            <span className="soft">
              {t(`roles:${fact.role}`)} · {date(fact.day)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

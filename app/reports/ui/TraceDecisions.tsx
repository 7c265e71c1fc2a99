import { useText } from '~/i18n/I18n';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import type { TraceChange, TraceDecision } from '~/reports/trace';
import { ChangeText } from '~/reports/ui/ChangeText';
import { shortId } from '~/reports/ui/RecordList';
import { ReportCommitments } from '~/reports/ui/ReportCommitments';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { Tag } from '~/ui/Tag';

interface TraceDecisionsProps {
  decisions: readonly TraceDecision[];
  source: string;
  hrefOf: (pointId: string) => string;
}

/** More points than this are not listed on one page. */
const MOST_LINKED = 100;

/** The decisions behind a point: under which authority, how linked, what changed, what was promised, and the way back. */
export function TraceDecisions({ decisions, source, hrefOf }: TraceDecisionsProps) {
  const { t } = useText('audit');
  if (decisions.length === 0) return <EmptyState text={t('no_decision')} />;
  return (
    <>
      {decisions.map((decision) => (
        <Card key={decision.id} title={t('decision_number', { number: String(decision.number) })}>
          <p>
            <strong>
              <Words text={decision.outcome} source={source} />
            </strong>
          </p>
          <WordsParagraph text={decision.rationale} source={source} />
          <Link decision={decision} />
          <Authority decision={decision} />
          {decision.changes.map((change) => (
            <Change key={change.elementId} change={change} source={source} />
          ))}
          {decision.commitments.length > 0 && <ReportCommitments commitments={decision.commitments} source={source} />}
          <OtherPoints points={decision.otherPoints} hrefOf={hrefOf} />
        </Card>
      ))}
    </>
  );
}

function Link({ decision: { link } }: { decision: TraceDecision }) {
  const { t, date } = useText('audit');
  if (!link) return <p className="soft">{t('not_linked')}</p>;
  return (
    <p className="row">
      <Tag>{t(`relation.${link.relation}`)}</Tag>
      {link.backFilled ? <Tag tone="stop">{t('linked_afterwards')}</Tag> : <Tag tone="good">{t('linked_before')}</Tag>}
      <span className="small soft">
        {link.byTheme && <>{t('linked_by_theme')} · </>}
        {t('made_on', { date: date(link.linkedOn) })}
      </span>
    </p>
  );
}

function Authority({ decision }: { decision: TraceDecision }) {
  const { t, date } = useText('audit');
  const { authority, decidedOn, recommendation, recommendedTo } = decision;
  return (
    <div className="small">
      {decidedOn && authority ? (
        <p>
          {t('signed_as', { role: t(`roles:${authority.role}`), date: date(decidedOn) })}{' '}
          <bdi>{authority.authority}</bdi>{' '}
          {authority.inForce ? <Tag tone="good">{t('in_force')}</Tag> : <Tag tone="stop">{t('not_in_force')}</Tag>}
        </p>
      ) : (
        <p className="soft">{t('not_signed')}</p>
      )}
      {recommendation && (
        <p>
          {recommendedTo && <bdi>{recommendedTo}: </bdi>}
          {t(`reports:recommendation.${recommendation}`)}
        </p>
      )}
    </div>
  );
}

/** What the decision says, against what the program really says: every text that the element ever had. */
function Change({ change, source }: { change: TraceChange; source: string }) {
  const { t, date } = useText('audit');
  return (
    <ChangeText {...change} source={source}>
      <details>
        <summary>{t('element_history')}</summary>
        <ol className="stack small" role="list">
          {change.history.map((one) => (
            <li key={one.revision}>
              <span className="soft">
                {t('revision', { number: String(one.revision), date: date(one.effectiveOn) })}
                {one.byDecision !== null && <> · {t('decision_number', { number: String(one.byDecision) })}</>}
              </span>
              <WordsParagraph text={one.text} source={source} />
            </li>
          ))}
        </ol>
      </details>
    </ChangeText>
  );
}

function OtherPoints({ points, hrefOf }: { points: readonly string[]; hrefOf: (pointId: string) => string }) {
  const { t } = useText('audit');
  if (points.length === 0) return <p className="small soft">{t('no_other_points')}</p>;
  return (
    <details>
      <summary>{t('other_points', { count: points.length })}</summary>
      <p className="row">
        {points.slice(0, MOST_LINKED).map((point) => (
          <a key={point} className="code" href={hrefOf(point)}>
            {shortId(point)}
          </a>
        ))}
      </p>
      {points.length > MOST_LINKED && <p className="small soft">{t('first_of_them', { count: MOST_LINKED })}</p>}
    </details>
  );
}

import type { CommitmentState } from '~/decisions/commitment';
import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import type { ReportCommitment } from '~/reports/round-report';
import { Tag, type Tone } from '~/ui/Tag';

export const COMMITMENT_TONES: Readonly<Record<CommitmentState, Tone>> = {
  made: 'plain',
  in_progress: 'plain',
  kept: 'good',
  broken: 'stop',
  revised: 'wait',
};

/** What was promised, who answers for it by when, and what has become of it. */
export function ReportCommitments({
  commitments,
  source,
}: {
  commitments: readonly ReportCommitment[];
  source: string;
}) {
  const { t, date } = useText('reports');
  return (
    <ul className="stack" role="list">
      {commitments.map((one, index) => (
        <li key={index}>
          <Words text={one.text} source={source} />{' '}
          <Tag tone={COMMITMENT_TONES[one.state]}>{t(`commitment.${one.state}`)}</Tag>
          <br />
          <span className="small soft">
            {t('owed_by', { office: one.owner, date: date(one.dueOn) })}
            {(one.evidence ?? one.reason) && (
              <>
                {' · '}
                <bdi>{one.evidence ?? one.reason}</bdi>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

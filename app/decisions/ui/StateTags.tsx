import type { AnswerState, TranslationStatus } from '~/decisions/answer';
import type { CommitmentState } from '~/decisions/commitment';
import type { DecisionState } from '~/decisions/decision';
import type { DispositionKind } from '~/decisions/disposition';
import { useText } from '~/i18n/I18n';
import { Tag, type Tone } from '~/ui/Tag';

const DECISION: Record<DecisionState, Tone> = {
  draft: 'plain',
  proposed: 'wait',
  escalated: 'stop',
  signed: 'good',
  superseded: 'plain',
};

export function DecisionStateTag({ state }: { state: DecisionState }) {
  const { t } = useText('vocabulary');
  return <Tag tone={DECISION[state]}>{t(`decision_state.${state}`)}</Tag>;
}

const ANSWER: Record<AnswerState, Tone> = { draft: 'plain', submitted: 'wait', approved: 'good', superseded: 'plain' };

export function AnswerStateTag({ state }: { state: AnswerState }) {
  const { t } = useText('vocabulary');
  return <Tag tone={ANSWER[state]}>{t(`answer_state.${state}`)}</Tag>;
}

const COMMITMENT: Record<CommitmentState, Tone> = {
  made: 'wait',
  in_progress: 'wait',
  kept: 'good',
  broken: 'stop',
  revised: 'wait',
};

export function CommitmentStateTag({ state }: { state: CommitmentState }) {
  const { t } = useText('vocabulary');
  return <Tag tone={COMMITMENT[state]}>{t(`commitment_state.${state}`)}</Tag>;
}

const TAKEN_UP: readonly DispositionKind[] = ['incorporated', 'partly', 'already_reflected'];

export function DispositionTag({ kind }: { kind: DispositionKind }) {
  const { t } = useText('vocabulary');
  const tone = TAKEN_UP.includes(kind) ? 'good' : kind === 'not_incorporated' ? 'stop' : 'plain';
  return <Tag tone={tone}>{t(`disposition_kind.${kind}`)}</Tag>;
}

/** How a text came into its language; nothing for one written in it. */
export function TranslationNote({ status }: { status: TranslationStatus }) {
  const { t } = useText('vocabulary');
  return (
    <Tag tone={status === 'machine' || status === 'human_draft' ? 'wait' : 'plain'}>
      {t(`translation_status.${status}`)}
    </Tag>
  );
}

import type { ReactNode } from 'react';
import type { DispositionKind } from '~/decisions/disposition';
import type { TickPoint } from '~/decisions/linked-points.server';
import { DispositionTag } from '~/decisions/ui/StateTags';
import { useText } from '~/i18n/I18n';
import { CheckboxGroup } from '~/ui/ChoiceGroup';

interface PointTicksProps {
  points: readonly TickPoint[];
  label: string;
  hint?: ReactNode;
  /** Ticked already, by a person: nothing is ticked beforehand. */
  ticked: readonly string[];
  error?: string;
}

/** Points to tick one by one, each with the desk's neutral line and what was decided about it. */
export function PointTicks({ points, label, hint, ticked, error }: PointTicksProps) {
  const { t } = useText('decisions');
  if (points.length === 0) return <p className="soft">{t('no_points_to_tick')}</p>;
  return (
    <CheckboxGroup
      name="pointIds"
      label={label}
      hint={hint}
      values={ticked}
      error={error}
      choices={points.map((point) => ({
        value: point.id,
        label: <bdi>{point.summary ?? t('no_summary')}</bdi>,
        hint: <PointState point={point} />,
      }))}
    />
  );
}

export function PointState({ point }: { point: Pick<TickPoint, 'state' | 'disposition'> }) {
  const { t } = useText('decisions');
  const { state, disposition } = point;
  const isPending = disposition !== null && state === 'coded';
  return (
    <>
      {disposition ? <DispositionTag kind={disposition.kind as DispositionKind} /> : t('no_disposition')}
      {disposition?.decision && ` ${t('decision_number', { number: disposition.decision.number })}`}
      {isPending && ` · ${t('counts_when_signed')}`}
      {state === 'answered' && ` · ${t('answered')}`}
    </>
  );
}

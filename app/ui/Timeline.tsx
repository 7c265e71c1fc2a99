import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';

export interface Milestone {
  label: ReactNode;
  note?: ReactNode;
  state: 'done' | 'now' | 'to_do';
}

/** How far something is: what is done, where it stands, what comes. The state is also said in words. */
export function Timeline({ milestones }: { milestones: readonly Milestone[] }) {
  const { t } = useText('ui');
  return (
    <ol className="path">
      {milestones.map(({ label, note, state }, index) => (
        <li
          key={index}
          className={state === 'to_do' ? undefined : state}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span>
            {label}
            <span className="hidden"> ({t(`milestone.${state}`)})</span>
          </span>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  );
}

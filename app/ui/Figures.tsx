import type { ReactNode } from 'react';
import type { Tone } from './Tag';

export interface Figure {
  /** Formatted already; suppressed figures come as words. */
  value: ReactNode;
  label: ReactNode;
  /** The records behind the number. */
  href?: string;
  tone?: Tone;
}

/** A few numbers side by side, each opening into the records behind it where the reader may see them. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(({ value, label, href, tone }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd className={tone === 'stop' ? 'stop' : undefined}>{href ? <a href={href}>{value}</a> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

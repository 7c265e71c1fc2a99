import type { ReactNode } from 'react';

interface ScrollRegionProps {
  /** The id of the caption or heading that names what scrolls. */
  labelledBy: string;
  className?: string;
  children: ReactNode;
}

/** Something wider than a phone that scrolls by itself, by keyboard too (WCAG 2.2, 1.4.10 exempts tables and diagrams). */
export function ScrollRegion({ labelledBy, className, children }: ScrollRegionProps) {
  return (
    <div
      className={className ? `scroll ${className}` : 'scroll'}
      role="region"
      aria-labelledby={labelledBy}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';

/** Nothing here yet: says why, and offers the next step as children. */
export function EmptyState({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{text}</p>
      {children}
    </div>
  );
}

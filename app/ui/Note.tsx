import type { ReactNode } from 'react';

type Weight = 'plain' | 'care' | 'stop';

/** Something to know before going on: plain, with care, or not possible. */
export function Note({
  weight = 'plain',
  title,
  children,
}: {
  weight?: Weight;
  title?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={weight === 'plain' ? 'note' : `note ${weight}`}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}

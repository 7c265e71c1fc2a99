import type { ReactNode } from 'react';

interface CardProps {
  title?: ReactNode;
  /** The level of its heading, so that none is skipped where it stands. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A bounded piece of a page; with a title it becomes a section with a heading. */
export function Card({ title, level = 2, children }: CardProps) {
  if (!title) return <div className="card">{children}</div>;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="card">
      <Heading>{title}</Heading>
      {children}
    </section>
  );
}

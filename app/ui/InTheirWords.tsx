import type { ReactNode } from 'react';

interface InTheirWordsProps {
  /** The exact language tag the words are in. */
  lang: string;
  /** Who translated, how sure it is; never a name. */
  source?: ReactNode;
  children: ReactNode;
}

/** What a person wrote: marked with its language, its direction taken from the words themselves. */
export function InTheirWords({ lang, source, children }: InTheirWordsProps) {
  return (
    <figure className="stack tight">
      <blockquote className="words" lang={lang} dir="auto">
        {children}
      </blockquote>
      {source && <figcaption className="small soft">{source}</figcaption>}
    </figure>
  );
}

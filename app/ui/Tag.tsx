import type { ReactNode } from 'react';

export type Tone = 'good' | 'wait' | 'stop' | 'plain';

/** A state, a disposition or a property in one word. The tone only repeats what the word says. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'plain' ? 'tag' : `tag ${tone}`}>{children}</span>;
}

import type { ReactElement } from 'react';
import { BarTable } from '~/ui/BarTable';
import { ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { Figures } from '~/ui/Figures';
import { PublicFrame } from '~/ui/PublicFrame';
import { Receipt } from '~/ui/Receipt';
import { Sankey } from '~/ui/Sankey';
import { SummaryList } from '~/ui/SummaryList';
import { Timeline } from '~/ui/Timeline';
import { WordDiff } from '~/ui/WordDiff';
import { sampleFlow } from './gallery-samples';
import { LANGUAGES, type PageProps } from './gallery-languages';

/** What a participant and the public come back to. */
export function AnswerPage({ s, lang }: PageProps): ReactElement {
  return (
    <PublicFrame
      brand="Answerable"
      homeHref="/en"
      nav={[
        { href: '/a', label: s.terms[0]!, current: true },
        { href: '/b', label: s.terms[1]! },
      ]}
      languages={LANGUAGES}
      allLanguagesHref="/en/languages"
      footer={<p>{s.lead}</p>}
    >
      <h1>{s.title}</h1>
      <Receipt code="7K2M-9QXT-4HBC-W3RN-8ZPD-5V6J-A1SY" label={s.terms[3]!}>
        <span className="small soft">{s.lead}</span>
      </Receipt>
      <Figures
        figures={[
          { value: '85', label: s.lead },
          { value: '100 %', label: s.terms[3], href: '#x' },
          { value: s.terms[4], label: s.terms[5], tone: 'stop' },
          { value: '12', label: s.long },
        ]}
      />
      <Sankey
        flow={sampleFlow(s)}
        title={s.title}
        description={s.lead}
        headers={{ from: s.terms[0]!, to: s.terms[3]!, value: s.terms[1]! }}
        empty={s.terms[5]}
      />
      <BarTable
        caption={s.title}
        labelHeader={s.terms[0]!}
        valueHeader={s.terms[1]!}
        full={100}
        aim={60}
        empty=""
        bars={[
          { key: 'a', label: s.terms[0], value: 80, shown: '80 %', tone: 'good' },
          { key: 'b', label: s.long, value: 20, shown: '20 %', tone: 'stop' },
          { key: 'c', label: s.terms[2], shown: s.terms[5] },
        ]}
      />
      <Timeline
        milestones={[
          { label: s.terms[3], note: '12.11.', state: 'done' },
          { label: s.lead, note: s.terms[5], state: 'now' },
          { label: s.terms[6], state: 'to_do' },
        ]}
      />
      <div className="hear">
        <section>
          <h2>{s.terms[3]}</h2>
          <WordDiff before={s.before} after={s.after} lang={lang} />
        </section>
        <section>
          <h2>{s.terms[4]}</h2>
          <p>{s.lead}</p>
        </section>
      </div>
      <SummaryList
        rows={[
          { term: s.question, value: s.words, change: { href: '#x' } },
          { term: s.terms[1]!, value: s.long, change: { name: 'step', value: '1' } },
        ]}
      />
      <EmptyState text={s.lead}>
        <ButtonLink href="#x">{s.terms[3]}</ButtonLink>
      </EmptyState>
    </PublicFrame>
  );
}

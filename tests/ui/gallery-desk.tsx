import type { ReactElement } from 'react';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button, ButtonRow } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { DataTable } from '~/ui/DataTable';
import { Filters } from '~/ui/Filters';
import { InTheirWords } from '~/ui/InTheirWords';
import { MarkedText } from '~/ui/MarkedText';
import { Note } from '~/ui/Note';
import { Pager } from '~/ui/Pager';
import { Select } from '~/ui/Select';
import { StaffFrame } from '~/ui/StaffFrame';
import { Tag, type Tone } from '~/ui/Tag';
import { TextField } from '~/ui/TextField';
import { Timeline } from '~/ui/Timeline';
import { LANGUAGES, type PageProps } from './gallery-languages';

const TONES: Tone[] = ['good', 'stop', 'wait', 'plain'];

/** The desk: dense, with a sticky context beside it. */
export function DeskPage({ s, lang }: PageProps): ReactElement {
  const rows = TONES.map((tone, index) => ({
    id: `${index}`,
    tone,
    word: s.terms[index + 3]!,
    text: index === 1 ? s.long : s.words,
  }));
  const nav = s.terms.slice(0, 5).map((label, index) => ({ href: `/${index}`, label, current: index === 1 }));
  return (
    <StaffFrame
      brand="Answerable"
      homeHref="/en"
      nav={nav}
      who="A. Okafor"
      role={s.terms[2]!}
      signOut={{ action: '/out', token: 't' }}
      mission={<a href="/missions">{s.terms[0]}</a>}
      languages={LANGUAGES}
    >
      <div className="stack tight">
        <Breadcrumbs
          crumbs={[{ label: s.terms[0]!, href: '#a' }, { label: s.terms[1]!, href: '#b' }, { label: s.title }]}
        />
        <h1>{s.title}</h1>
        <div className="row">
          {rows.map(({ tone, word }) => (
            <Tag key={word} tone={tone}>
              {word}
            </Tag>
          ))}
          <Tag>{s.long}</Tag>
        </div>
      </div>
      <Filters action="/q" label={s.terms[1]!} clearHref="/q">
        <Select name="state" label={s.terms[3]} options={[]} empty={s.terms[5]} />
        <TextField name="text" label={s.terms[4]} type="search" />
      </Filters>
      <div className="two">
        <div className="stack">
          <div className="two even">
            <InTheirWords lang="ar" source={s.lead}>
              <MarkedText
                text="تأتي الدورية بعد منتصف الليل، ولا أحد يعرف من نشتكي إليه."
                unit="utf16"
                spans={[
                  { start: 0, end: 28, number: 1 },
                  { start: 43, end: 56, number: 2 },
                ]}
              />
            </InTheirWords>
            <InTheirWords lang={lang}>
              <MarkedText
                text={s.words}
                unit="code_point"
                hrefOf={(n) => `#point-${n}`}
                spans={[
                  { start: 0, end: 24, number: 1 },
                  { start: 20, end: 40, number: 2 },
                ]}
              />
            </InTheirWords>
          </div>
          <DataTable
            caption={s.terms[1]}
            rows={rows}
            rowKey={({ id }) => id}
            empty=""
            columns={[
              {
                key: 'text',
                header: s.terms[0]!,
                rowHeader: true,
                sorted: 'ascending',
                sortHref: '?s',
                cell: ({ text }) => text,
              },
              { key: 'state', header: s.terms[3]!, cell: ({ tone, word }) => <Tag tone={tone}>{word}</Tag> },
              { key: 'n', header: s.terms[5]!, numeric: true, cell: ({ id }) => id },
            ]}
          />
          <DataTable
            caption={s.terms[2]}
            stackable
            rows={rows}
            rowKey={({ id }) => id}
            empty=""
            columns={[
              { key: 'text', header: s.terms[0]!, rowHeader: true, cell: ({ text }) => text },
              { key: 'state', header: s.terms[3]!, cell: ({ tone, word }) => <Tag tone={tone}>{word}</Tag> },
              { key: 'n', header: s.terms[5]!, numeric: true, cell: ({ id }) => id },
            ]}
          />
          <Pager previousHref="/p" nextHref="/n" shown="51–100 / 812" />
          <DataTable caption="" rows={[]} columns={[]} rowKey={String} empty={s.lead} />
          <ButtonRow>
            <Button>{s.terms[3]}</Button>
            <Button look="quiet">{s.terms[6]}</Button>
          </ButtonRow>
        </div>
        <aside className="stack">
          <Card title={s.terms[0]}>
            <Timeline
              milestones={[
                { label: s.terms[3], note: '12.11.', state: 'done' },
                { label: s.terms[5], state: 'now' },
                { label: s.terms[6], state: 'to_do' },
              ]}
            />
          </Card>
          <Card>{s.long}</Card>
          <Note weight="stop" title={s.terms[4]}>
            <p>{s.lead}</p>
          </Note>
        </aside>
      </div>
    </StaffFrame>
  );
}

import { describe, expect, it } from 'vitest';
import { BarTable } from '~/ui/BarTable';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { DataTable } from '~/ui/DataTable';
import { Filters } from '~/ui/Filters';
import { InTheirWords } from '~/ui/InTheirWords';
import { Pager } from '~/ui/Pager';
import { PublicFrame } from '~/ui/PublicFrame';
import { Receipt } from '~/ui/Receipt';
import { StaffFrame } from '~/ui/StaffFrame';
import { Steps } from '~/ui/Steps';
import { SummaryList } from '~/ui/SummaryList';
import { Tag } from '~/ui/Tag';
import { Timeline } from '~/ui/Timeline';
import { html, textOf } from './render';

const CODE = '7K2M-9QXT-4HBC-W3RN-8ZPD-5V6J-A1SY';

describe('a receipt', () => {
  it('shows the code once, in one output, left to right, also in Arabic', () => {
    const markup = html(<Receipt code={CODE} label="رمز العودة" />, 'ar');
    expect(markup.match(/<output[^>]*>([^<]*)<\/output>/)?.[1]).toBe(CODE);
    expect(markup.match(/<output/g)).toHaveLength(1);
    expect(markup).toContain('<bdi dir="ltr"><output');
  });
});

describe('a table', () => {
  const columns = [
    { key: 'name', header: 'Region', rowHeader: true, cell: (row: { name: string }) => row.name },
    {
      key: 'length',
      header: 'Length',
      numeric: true,
      sorted: 'descending' as const,
      sortHref: '?sort=length',
      cell: (row: { name: string }) => row.name.length,
    },
  ];
  const table = { caption: 'Regions', columns, rowKey: (row: { name: string }) => row.name, empty: 'No regions yet' };

  it('scrolls in a region named by its caption, reachable by keyboard', () => {
    const markup = html(<DataTable {...table} rows={[{ name: 'Kanem' }]} />);
    const named = markup.match(/<div class="scroll" role="region" aria-labelledby="([^"]+)" tabindex="0">/i)?.[1];
    expect(markup).toContain(`<caption id="${named}">`);
    expect(markup).toMatch(/<th scope="row"[^>]*><div>Kanem/);
    expect(markup).toMatch(/<th scope="col" aria-sort="descending" class="num"><a href="\?sort=length">Length/);
  });

  it('as cards keeps its roles and labels every cell', () => {
    const markup = html(<DataTable {...table} stackable rows={[{ name: 'Kanem' }]} />);
    for (const role of ['table', 'row', 'columnheader', 'rowheader', 'cell'])
      expect(markup).toContain(`role="${role}"`);
    expect(markup).toContain('data-label="Region"');
    expect(markup).toContain('data-label="Length"');
  });

  it('without rows says why instead', () => {
    const markup = html(<DataTable {...table} rows={[]} />);
    expect(markup).not.toContain('<table');
    expect(textOf(markup)).toBe('No regions yet');
  });
});

describe('a table of bars', () => {
  const bars = [
    { key: 'a', label: 'Kanem', value: 50, shown: '50 %' },
    { key: 'b', label: 'Lac', shown: 'fewer than 5' },
  ];
  const table = { caption: 'Coverage', labelHeader: 'Region', valueHeader: 'Share', empty: '', full: 100 };

  it('grows from the start of the line, and shows no bar for what is suppressed', () => {
    const ltr = html(<BarTable {...table} bars={bars} />);
    const rtl = html(<BarTable {...table} bars={bars} />, 'ar');
    expect(ltr).toContain('<rect class="plain-tone" x="0" y="0" width="100" height="10">');
    expect(rtl).toContain('<rect class="plain-tone" x="100" y="0" width="100" height="10">');
    expect(ltr.match(/<svg/g)).toHaveLength(1);
    expect(textOf(ltr)).toContain('fewer than 5');
  });

  it('never leaves its rail', () => {
    expect(html(<BarTable {...table} bars={[{ key: 'a', label: 'A', value: 300, shown: '300' }]} />)).toContain(
      'width="200" height="10"></rect></svg>',
    );
  });
});

describe('the frames', () => {
  it('mark the current page and carry the token of the sign-out', () => {
    const markup = html(
      <StaffFrame
        brand="A"
        homeHref="/en"
        nav={[
          { href: '/d', label: 'Desk', current: true },
          { href: '/r', label: 'Rounds' },
        ]}
        who="W"
        role="R"
        signOut={{ action: '/out', token: 't0k' }}
      >
        <h1>Desk</h1>
      </StaffFrame>,
    );
    expect(markup).toContain('<a href="/d" aria-current="page">Desk</a>');
    expect(markup.match(/aria-current/g)).toHaveLength(1);
    expect(markup).toContain('<form method="post" action="/out"><input type="hidden" name="token" value="t0k"/>');
  });

  it('offer no language links where they would lose what was typed', () => {
    const markup = html(
      <PublicFrame brand="A" homeHref="/en">
        x
      </PublicFrame>,
    );
    expect(markup).not.toContain('hreflang');
    expect(textOf(markup)).toContain('Back button');
  });
});

describe('small parts', () => {
  it('say states in words, not by colour', () => {
    expect(html(<Tag tone="stop">Not taken up</Tag>)).toBe('<span class="tag stop">Not taken up</span>');
    const path = html(
      <Timeline
        milestones={[
          { label: 'Received', state: 'done' },
          { label: 'Read', state: 'now' },
        ]}
      />,
    );
    expect(textOf(path)).toBe('Received (done)Read (now)');
    expect(path.match(/aria-current="step"/g)).toHaveLength(1);
    expect(textOf(html(<Steps current={2} total={3} />))).toBe('Step 2 of 3');
  });

  it('point the way the language reads', () => {
    expect(textOf(html(<Pager previousHref="/p" nextHref="/n" />))).toBe('← PreviousNext →');
    expect(textOf(html(<Pager nextHref="/n" />, 'ar'))).toMatch(/ ←$/);
    expect(html(<Pager />)).toBe('');
  });

  it('leave the page itself without a link in the breadcrumbs', () => {
    const markup = html(<Breadcrumbs crumbs={[{ label: 'Rounds', href: '/r' }, { label: 'Kanem' }]} />);
    expect(markup).toContain('<bdi aria-current="page">Kanem</bdi>');
    expect(markup.match(/<a /g)).toHaveLength(1);
  });

  it('change links say what they change, as links or as buttons of the form', () => {
    const markup = html(
      <SummaryList
        rows={[
          { term: 'Region', value: 'Lac', change: { href: '/x' } },
          { term: 'Age', value: '30', change: { name: 'back', value: '1' } },
        ]}
      />,
    );
    expect(markup).toContain('<a class="plain" href="/x">Change <span class="hidden">Region</span></a>');
    expect(markup).toContain(
      '<button type="submit" class="plain" name="back" value="1">Change <span class="hidden">Age</span></button>',
    );
  });

  it('filters are kept in the address', () => {
    expect(
      html(
        <Filters action="/q" label="Queue">
          x
        </Filters>,
      ),
    ).toMatch(/<form method="get" action="\/q"/);
  });

  it('a person’s words carry their language and their own direction', () => {
    expect(html(<InTheirWords lang="ar-TD">نص</InTheirWords>)).toContain(
      '<blockquote class="words" lang="ar-TD" dir="auto">',
    );
  });
});

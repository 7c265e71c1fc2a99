import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { DataTable } from './DataTable';
import type { Tone } from './Tag';

export interface Bar {
  key: string;
  label: ReactNode;
  /** Left out where the figure is suppressed: the row then shows its words and no bar. */
  value?: number;
  /** The number as it is to be read. */
  shown: ReactNode;
  tone?: Tone;
}

interface BarTableProps {
  caption: ReactNode;
  labelHeader: string;
  valueHeader: string;
  bars: readonly Bar[];
  /** What fills the whole width; the greatest value if left out. */
  full?: number;
  /** A mark on each bar, such as the share one aims at; in the unit of the values. */
  aim?: number;
  empty: ReactNode;
}

/** A table whose numbers are also bars, such as coverage by region or the languages of a round. */
export function BarTable({ bars, full, aim, ...props }: BarTableProps) {
  const whole = full ?? Math.max(1, aim ?? 0, ...bars.map(({ value }) => value ?? 0));
  return (
    <DataTable
      caption={props.caption}
      rows={bars}
      rowKey={({ key }) => key}
      empty={props.empty}
      stackable
      columns={[
        { key: 'label', header: props.labelHeader, rowHeader: true, cell: ({ label }) => label },
        {
          key: 'value',
          header: props.valueHeader,
          cell: ({ value, shown, tone }) => (
            <>
              {shown}
              {value !== undefined && <Track share={value / whole} aim={aim && aim / whole} tone={tone ?? 'plain'} />}
            </>
          ),
        },
      ]}
    />
  );
}

/** The bar says nothing the number beside it does not: hidden from screen readers. It grows from the line's start. */
function Track({ share, aim, tone }: { share: number; aim?: number; tone: Tone }) {
  const { dir } = useText('ui');
  const wide = Math.min(Math.max(share, 0), 1) * 200;
  const from = (start: number, width: number) => (dir === 'rtl' ? 200 - start - width : start);
  return (
    <svg className="track" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="rail" x="0" y="0" width="200" height="10" />
      <rect className={tone === 'plain' ? 'plain-tone' : tone} x={from(0, wide)} y="0" width={wide} height="10" />
      {aim !== undefined && (
        <rect className="aim" x={from(Math.min(aim, 1) * 200 - 1, 1)} y="0" width="1" height="10" />
      )}
    </svg>
  );
}

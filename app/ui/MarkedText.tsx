import { useText } from '~/i18n/I18n';
import { type MarkedPart, type OffsetUnit, type Span, markParts } from './marked-spans';

interface MarkedTextProps {
  text: string;
  spans: readonly Span[];
  /** What the offsets count: UTF-16 units, as in JavaScript, or code points, as in most other tools. */
  unit: OffsetUnit;
  /** Where the number of a span leads, such as `#point-2`. */
  hrefOf?: (number: number) => string;
}

/** A text with its points marked and numbered; the number stands where the span ends. */
export function MarkedText({ text, spans, unit, hrefOf }: MarkedTextProps) {
  return (
    <>
      {markParts(text, spans, unit).map((part, index) =>
        part.numbers.length === 0 ? (
          part.text
        ) : (
          <mark key={index}>
            {part.text}
            <Numbers part={part} hrefOf={hrefOf} />
          </mark>
        ),
      )}
    </>
  );
}

function Numbers({ part, hrefOf }: { part: MarkedPart; hrefOf?: MarkedTextProps['hrefOf'] }) {
  const { t, lang, number } = useText('ui');
  return part.ending.map((one) => {
    const label = t('point', { number: one });
    return (
      <sup key={one} lang={lang}>
        {hrefOf ? (
          <a href={hrefOf(one)} aria-label={label}>
            {number(one)}
          </a>
        ) : (
          <>
            <span className="hidden"> {label} </span>
            <bdi aria-hidden="true">{number(one)}</bdi>
          </>
        )}
      </sup>
    );
  });
}

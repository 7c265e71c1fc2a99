import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';

export interface SummaryRow {
  term: string;
  value: ReactNode;
  /** A link, or a submit button of the form around it where nothing typed may be lost. */
  change?: { href: string } | { name: string; value: string; formAction?: string };
}

/** Answers to check before sending, each with its way back. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="pairs">
      {rows.map((row, index) => (
        <div key={index}>
          <dt>{row.term}</dt>
          <dd className="words">{row.value}</dd>
          {row.change && (
            <dd>
              <Change {...row.change} term={row.term} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function Change({ term, ...change }: NonNullable<SummaryRow['change']> & { term: string }) {
  const { t } = useText('ui');
  const text = (
    <>
      {t('change')} <span className="hidden">{term}</span>
    </>
  );
  if ('href' in change) {
    return (
      <a className="plain" href={change.href}>
        {text}
      </a>
    );
  }
  return (
    <button type="submit" className="plain" {...change}>
      {text}
    </button>
  );
}

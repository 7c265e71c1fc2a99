import { useText } from '~/i18n/I18n';

interface PagerProps {
  previousHref?: string;
  nextHref?: string;
  /** What is shown of how much, formatted. */
  shown?: string;
}

/** Back and forth through a long list by key, without page numbers. Nothing when all is on one page. */
export function Pager({ previousHref, nextHref, shown }: PagerProps) {
  const { t, dir } = useText('ui');
  if (!previousHref && !nextHref) return null;
  const [back, on] = dir === 'rtl' ? ['→', '←'] : ['←', '→'];
  return (
    <nav className="pager" aria-label={t('pages')}>
      {previousHref && (
        <a href={previousHref} rel="prev">
          <span aria-hidden="true">{back} </span>
          {t('previous')}
        </a>
      )}
      {shown && <span className="small soft">{shown}</span>}
      {nextHref && (
        <a href={nextHref} rel="next">
          {t('next')}
          <span aria-hidden="true"> {on}</span>
        </a>
      )}
    </nav>
  );
}

import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { Button } from './Button';

interface FiltersProps {
  action: string;
  /** Names the form for those who jump between landmarks. */
  label: string;
  /** The unfiltered list; left out when nothing is filtered. */
  clearHref?: string;
  children: ReactNode;
}

/** Filters kept in the address, so that a view can be linked, reloaded and handed on. Never for participants' words. */
export function Filters({ action, label, clearHref, children }: FiltersProps) {
  const { t } = useText('ui');
  return (
    <form method="get" action={action} className="filters" role="search" aria-label={label}>
      {children}
      <Button look="quiet">{t('filter')}</Button>
      {clearHref && <a href={clearHref}>{t('clear_filters')}</a>}
    </form>
  );
}

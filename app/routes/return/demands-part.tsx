import { useText } from '~/i18n/I18n';
import type { VisitedDemands } from '~/participants/visit';
import { Note } from '~/ui/Note';

/**
 * What authorities demanded of the mission since this was sent, where we may speak of it (SECURITY.md §10). Nothing where
 * there is nothing to tell; and silence proves nothing, as the page on safety says.
 */
export function DemandsPart({ demands }: { demands: VisitedDemands }) {
  const { t } = useText('return');
  if (demands.received === 0) return null;
  return (
    <Note weight="care" title={t('demands.heading')}>
      <p>{t('demands.received', { count: demands.received })}</p>
      <p>{demands.gave === 0 ? t('demands.gave_none') : t('demands.gave', { count: demands.gave })}</p>
    </Note>
  );
}

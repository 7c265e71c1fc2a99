import { useText } from '~/i18n/I18n';
import type { Shown } from '~/reports/small-numbers';

/** A published number as it is read: a rounded number, or words. Null where not even words may be said. */
export function useShown(): (shown: Shown | null) => string | null {
  const { t, number } = useText('reports');
  return (shown) => {
    if (!shown) return null;
    if (shown.kind === 'about') return number(shown.value);
    return shown.kind === 'few' ? t('few') : t('many');
  };
}

import { useText } from '~/i18n/I18n';

/** Where the round is found, written out: paper has no links. */
export function PrintedAddress({ addresses }: { addresses: { site: string; onion: string | null } }) {
  const { t } = useText('script');
  return (
    <dl className="pairs">
      <div>
        <dt>{t('address')}</dt>
        <dd>
          <bdi dir="ltr">{addresses.site}</bdi>
        </dd>
      </div>
      {addresses.onion && (
        <div>
          <dt>{t('address_onion')}</dt>
          <dd>
            <bdi dir="ltr">{addresses.onion}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}

import { useText } from '~/i18n/I18n';
import { Note } from '~/ui/Note';

/** The link to hand over, shown this once: only its hash is kept. */
export function OneTimeLink({ link, email }: { link: string; email?: string }) {
  const { t } = useText('admin');
  return (
    <Note weight="care" title={t('link_title')}>
      <p>
        {t('link_text')} {email && <bdi>{email}</bdi>}
      </p>
      <p className="code words">
        <bdi dir="ltr">{link}</bdi>
      </p>
      <p className="small">{t('link_limits')}</p>
    </Note>
  );
}

import { useText } from '~/i18n/I18n';
import { Card } from '~/ui/Card';
import { Note } from '~/ui/Note';

/** Ten codes, this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useText('sign_in');
  return (
    <Card title={t('codes_title')}>
      <Note weight="care" title={t('codes_once')}>
        <p>{t('codes_keep')}</p>
      </Note>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <bdi dir="ltr" className="code">
              {code}
            </bdi>
          </li>
        ))}
      </ol>
    </Card>
  );
}

import { useText } from '~/i18n/I18n';
import type { TraceConsent } from '~/reports/trace';
import { AgreedWords } from '~/rounds/ui/AgreedWords';
import { Card } from '~/ui/Card';

/** What the sender allowed and refused, each with the words it was asked in. */
export function TraceConsents({ consents }: { consents: readonly TraceConsent[] }) {
  const { t, date } = useText('audit');
  const stands = ({ given, takenBack }: TraceConsent) =>
    t(given ? 'consent.given' : takenBack ? 'consent.taken_back' : 'consent.refused');
  return (
    <Card title={t('consent.title')}>
      <p className="small soft">{t('consent.says')}</p>
      <ul className="small stack tight">
        {consents.map((consent) => (
          <li key={consent.use}>
            {t(`vocabulary:consent_use.${consent.use}`)}: <strong>{stands(consent)}</strong>{' '}
            <span className="soft">{date(consent.day)}</span>
            <AgreedWords wording={consent.wording} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

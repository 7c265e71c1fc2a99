import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { AgreedWording } from '~/rounds/consent-texts';

/** The exact words that somebody agreed to or refused, folded away until they are looked for. */
export function AgreedWords({ wording }: { wording: AgreedWording | null }) {
  const { t } = useText('rounds');
  if (!wording) return <p className="small soft">{t('agreed_words_none')}</p>;
  const { tag, dir, ownName } = namedLanguage(wording.language);
  return (
    <details className="small">
      <summary>{t('agreed_words')}</summary>
      <div className="stack tight" lang={tag} dir={dir}>
        <p>
          <strong>{wording.label}</strong>
        </p>
        <p>{wording.says}</p>
        <p>{wording.inTheEnd}</p>
      </div>
      <p className="soft">
        {t('agreed_edition', { edition: wording.edition })}{' '}
        <bdi lang={tag} dir={dir}>
          {ownName}
        </bdi>
      </p>
    </details>
  );
}

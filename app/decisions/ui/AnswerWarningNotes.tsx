import type { AnswerWarnings } from '~/decisions/answer-warnings.server';
import { useText } from '~/i18n/I18n';
import { Note } from '~/ui/Note';

interface WarningsProps {
  warnings: AnswerWarnings;
  itemHref: (id: string) => string;
}

/** What to look at again before an answer goes out. Nothing here blocks: a person decides. */
export function AnswerWarningNotes({ warnings, itemHref }: WarningsProps) {
  const { t, percent } = useText('decisions');
  const { repeats, sameRationale, thinProofs } = warnings;
  return (
    <>
      {repeats.length > 0 && (
        <Note weight="care" title={t('warn_repeats_title')}>
          <p>{t('warn_repeats')}</p>
          <ul>
            {repeats.slice(0, 10).map(({ itemId, words }) => (
              <li key={`${itemId}-${words}`}>
                <q>
                  <bdi>{words}</bdi>
                </q>{' '}
                <a href={itemHref(itemId)}>{t('see_item')}</a>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {sameRationale !== null && (
        <Note weight="care" title={t('warn_same_title')}>
          <p>{t('warn_same', { share: percent(sameRationale) })}</p>
        </Note>
      )}
      {thinProofs > 0 && (
        <Note weight="care" title={t('warn_thin_title')}>
          <p>{t('warn_thin', { count: thinProofs })}</p>
        </Note>
      )}
    </>
  );
}

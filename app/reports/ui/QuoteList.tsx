import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import type { ChosenQuote } from '~/reports/quote-store.server';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { InTheirWords } from '~/ui/InTheirWords';

/** The passages chosen to be quoted, and what becomes of each in the coming edition. */
export function QuoteList({ quotes, token }: { quotes: readonly ChosenQuote[]; token: string }) {
  const { t } = useText('reports');
  const form = useFormState('drop_quote');
  if (quotes.length === 0) return null;
  return (
    <Card title={t('quotes')}>
      <ErrorSummary errors={form.summary} />
      <p className="small soft">{t('quotes_hint')}</p>
      <ul className="stack">
        {quotes.map(({ id, text, language }) => (
          <li key={id}>
            {text === null ? (
              <p className="soft">{t('quote_not_now')}</p>
            ) : (
              <InTheirWords lang={language}>{text}</InTheirWords>
            )}
            <form method="post">
              <HiddenFields values={{ token, intent: 'drop_quote', quote: id }} />
              <Button look="quiet">{t('quote_take_out')}</Button>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The button at a point that chooses its passage. */
export function QuoteForm({ token }: { token: string }) {
  const { t } = useText('reports');
  const form = useFormState('quote');
  return (
    <Card title={t('quote_choose')}>
      <ErrorSummary errors={form.summary} />
      <p className="small">{t('quote_choose_hint')}</p>
      <form method="post">
        <HiddenFields values={{ token, intent: 'quote' }} />
        <Button look="quiet">{t('quote_choose')}</Button>
      </form>
    </Card>
  );
}

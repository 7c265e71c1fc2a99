import { useText } from '~/i18n/I18n';
import { fieldId } from './field';

export interface FormError {
  /** The field's `name`; left out when the error is about the whole form. */
  field?: string;
  message: string;
}

// Focus starts here on a page that comes back refused: without it a screen reader begins at the quick exit and the
// person may not learn that nothing was sent.
const TAKES_FOCUS = { tabIndex: -1, autoFocus: true } as const;

/** What is wrong with the form just sent, each line a link to its field (WCAG 2.2, 3.3.1). Nothing when all is well. */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }) {
  const { t } = useText('ui');
  if (errors.length === 0) return null;
  return (
    <div className="note stop" role="alert" aria-labelledby="error-summary" id="errors" {...TAKES_FOCUS}>
      <h2 id="error-summary">{t('error_title')}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field}:${message}`}>{field ? <a href={`#${fieldId(field)}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}

import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { type FieldProps, fieldId } from './field';

/** Label, hint and error around one control. */
export function FieldFrame({ field, limit, children }: { field: FieldProps; limit?: number; children: ReactNode }) {
  return (
    <div className={field.error ? 'field wrong' : 'field'}>
      <label className="label" htmlFor={fieldId(field.name)}>
        {field.label}
        <Optional when={field.optional} />
      </label>
      <HintAndError field={field} limit={limit} />
      {children}
    </div>
  );
}

export function Optional({ when }: { when?: boolean }) {
  const { t } = useText('ui');
  return when ? <span className="soft"> {t('optional')}</span> : null;
}

/** The hint, the limit and the error of a field, under the ids that `describedBy` names. */
export function HintAndError({ field, limit }: { field: FieldProps; limit?: number }) {
  const { t } = useText('ui');
  const id = fieldId(field.name);
  return (
    <>
      {field.hint && (
        <p className="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {limit !== undefined && (
        <p className="hint" id={`${id}-limit`}>
          {t('character_limit', { count: limit })}
        </p>
      )}
      {field.error && (
        <p className="error" id={`${id}-error`}>
          <span className="hidden">{t('error')} </span>
          {field.error}
        </p>
      )}
    </>
  );
}

import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { LocalizedText } from '~/i18n/localized-text';
import type { FormState } from '~/programs/ui/form-state';
import { TextArea } from '~/ui/TextArea';

interface WorkingFieldProps {
  name: string;
  label: string;
  hint?: string;
  /** The language the desk works in. */
  working: string;
  form: FormState;
  value?: LocalizedText;
  rows?: number;
  optional?: boolean;
}

/** One text in the language the desk works in; the others stand further down and may come later. */
export function WorkingField({ name, working, form, value = {}, rows = 4, ...field }: WorkingFieldProps) {
  const path = `${name}.${working}`;
  return (
    <TextArea
      {...field}
      name={path}
      rows={rows}
      textLang={working}
      autoDir
      value={form.value(path, value[working] ?? '')}
      error={form.error(path)}
    />
  );
}

interface OtherLanguagesProps {
  names: readonly { name: string; label: string; value?: LocalizedText }[];
  languages: readonly string[];
  form: FormState;
}

/** The same texts in the other languages of the round, language by language. */
export function OtherLanguages({ names, languages, form }: OtherLanguagesProps) {
  return (
    <>
      {languages.map((tag) => (
        <fieldset key={tag}>
          <legend lang={tag}>{namedLanguage(tag).ownName}</legend>
          {names.map((field) => (
            <WorkingField key={field.name} {...field} working={tag} form={form} rows={3} optional />
          ))}
        </fieldset>
      ))}
    </>
  );
}

interface FoldedLanguagesProps {
  field: OtherLanguagesProps['names'][number];
  working: string;
  languages: readonly string[];
  form: FormState;
}

/** One text in the round's other languages, folded away until a refused form comes back with something in them. */
export function FoldedLanguages({ field, working, languages, form }: FoldedLanguagesProps) {
  const { t } = useText('decisions');
  const others = languages.filter((tag) => tag !== working);
  return (
    <details open={form.holds(...others.map((tag) => `${field.name}.${tag}`))}>
      <summary>{t('other_languages')}</summary>
      <div className="stack">
        <OtherLanguages form={form} languages={others} names={[field]} />
      </div>
    </details>
  );
}

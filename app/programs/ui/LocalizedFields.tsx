import type { LocalizedText } from '~/i18n/localized-text';
import { namedLanguage } from '~/i18n/language-names';
import type { FormState } from '~/programs/ui/form-state';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

interface LocalizedFieldsProps {
  /** The field's name: `title` becomes `title.en`, `title.fr`, … */
  name: string;
  label: string;
  hint?: string;
  languages: readonly string[];
  form: FormState;
  value?: LocalizedText;
  /** Several lines, of so many rows. */
  rows?: number;
  limit?: number;
  /** No language is needed. */
  optional?: boolean;
}

/** One text in several languages, a field each under the language's own name. Not every language must be filled in. */
export function LocalizedFields({
  name,
  label,
  hint,
  languages,
  form,
  value = {},
  rows,
  limit,
  optional,
}: LocalizedFieldsProps) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      {languages.map((tag, index) => {
        const field = {
          name: `${name}.${tag}`,
          label: <bdi lang={tag}>{namedLanguage(tag).ownName}</bdi>,
          error: form.error(`${name}.${tag}`),
          value: form.value(`${name}.${tag}`, value[tag] ?? ''),
          optional: optional || index > 0,
          autoDir: true,
        };
        return rows ? (
          <TextArea key={tag} {...field} rows={rows} limit={limit} textLang={tag} />
        ) : (
          <TextField key={tag} {...field} />
        );
      })}
    </fieldset>
  );
}

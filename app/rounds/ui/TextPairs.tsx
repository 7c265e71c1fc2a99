import type { FormState } from '~/programs/ui/form-state';
import { useText } from '~/i18n/I18n';
import { directionOf } from '~/i18n/direction';
import type { TextField } from '~/rounds/round-texts';
import { TextArea } from '~/ui/TextArea';

interface TextPairsProps {
  fields: readonly (TextField & { limit: number })[];
  source: string;
  language: string;
  form: FormState;
  /** Otherwise the texts are only shown. */
  mayWrite: boolean;
}

/** Every text of a round in one language, each beside the words it is translated from. */
export function TextPairs({ fields, source, language, ...rest }: TextPairsProps) {
  const shown = fields.filter((field) => field.kind !== 'help' || field.text[source] || language === source);
  return (
    <>
      {shown.map((field) => (
        <Pair key={field.name} {...{ field, source, language, ...rest }} />
      ))}
    </>
  );
}

type PairProps = Omit<TextPairsProps, 'fields'> & { field: TextPairsProps['fields'][number] };

function Pair({ field, source, language, form, mayWrite }: PairProps) {
  const { t } = useText('rounds');
  const area = !mayWrite ? (
    <Reading field={field} language={language} />
  ) : (
    <TextArea
      name={field.name}
      rows={field.kind === 'purpose' || field.kind === 'outcome' ? 4 : 2}
      textLang={language}
      autoDir
      limit={field.limit}
      optional={field.kind === 'help'}
      label={t(`text_kind.${field.kind}`)}
      value={form.value(field.name, field.text[language] ?? '')}
      error={form.error(field.name)}
    />
  );
  if (language === source) return area;
  return (
    <div className="two even">
      <Reading field={field} language={source} />
      {area}
    </div>
  );
}

function Reading({ field, language }: Pick<PairProps, 'field' | 'language'>) {
  const { t } = useText('rounds');
  return (
    <div className="stack tight">
      <span className="small soft">{t(`text_kind.${field.kind}`)}</span>
      <p className="words" lang={language} dir={directionOf(language)}>
        {field.text[language] ?? ''}
      </p>
    </div>
  );
}

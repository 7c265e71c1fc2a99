import { useText } from '~/i18n/I18n';

export interface CodeChoice {
  id: string;
  kind: string;
  category: string;
  label: string;
}

interface CodeSelectProps {
  /** From 1: several of them send under one name. */
  number: number;
  codes: readonly CodeChoice[];
  chosen?: string;
  /** Given already, and not offered again. */
  taken: readonly string[];
}

function grouped(codes: readonly CodeChoice[]): [group: string, codes: CodeChoice[]][] {
  const groups = new Map<string, CodeChoice[]>();
  for (const code of codes) {
    const name = code.kind;
    groups.set(name, [...(groups.get(name) ?? []), code]);
  }
  return [...groups];
}

/** One more code, grouped by type; a code whose category says more than itself bears it in front. */
export function CodeSelect({ number, codes, chosen, taken }: CodeSelectProps) {
  const { t, number: format } = useText('feedback');
  const id = number === 1 && taken.length === 0 ? 'codes' : `codes-new-${number}`;
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {t('add_code', { number: format(number) })}
      </label>
      <select id={id} name="codes" defaultValue={chosen ?? ''}>
        <option value="">{t('no_code')}</option>
        {grouped(codes.filter((code) => !taken.includes(code.id))).map(([group, members]) => (
          <optgroup key={group} label={group}>
            {members.map((code) => (
              <option key={code.id} value={code.id}>
                {code.category === code.label ? code.label : `${code.category}: ${code.label}`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

import { type FieldProps, describedBy, fieldId } from './field';
import { FieldFrame } from './FieldParts';

export interface SelectOption {
  value: string;
  label: string;
  /** The language of the label itself, as in a list of languages. */
  lang?: string;
}

interface SelectProps extends FieldProps {
  options: readonly SelectOption[];
  value?: string;
  /** The first, empty line: "Choose", "All". Without it the first option is chosen. */
  empty?: string;
}

export function Select(props: SelectProps) {
  const { name, options, value, empty } = props;
  return (
    <FieldFrame field={props}>
      <select
        id={fieldId(name)}
        name={name}
        defaultValue={value}
        autoComplete={props.private ? 'off' : undefined}
        {...describedBy(props)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

import { type FieldProps, describedBy, fieldId } from './field';
import { ChoiceCard } from './ChoiceGroup';
import { HintAndError } from './FieldParts';

interface CheckboxProps extends FieldProps {
  checked?: boolean;
  /** What is sent when ticked. */
  value?: string;
}

/** One yes-or-no, such as a consent: never ticked unless the person did. */
export function Checkbox({ hint, checked = false, value = 'yes', ...props }: CheckboxProps) {
  return (
    <div className={props.error ? 'field wrong' : 'field'}>
      <HintAndError field={props} />
      <ChoiceCard
        id={fieldId(props.name)}
        name={props.name}
        type="checkbox"
        {...{ value, checked, hint }}
        label={props.label}
        isPrivate={props.private}
        describedBy={describedBy(props)['aria-describedby']}
        invalid={props.error !== undefined}
      />
    </div>
  );
}

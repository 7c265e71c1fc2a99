import type { ReactNode } from 'react';
import { type FieldProps, describedBy, fieldId } from './field';
import { HintAndError, Optional } from './FieldParts';

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  lang?: string;
}

interface GroupProps extends FieldProps {
  choices: readonly Choice[];
}

/** One of several, as cards. The first card carries the field's id, so that an error summary leads to it. */
export function RadioGroup({ value, ...props }: GroupProps & { value?: string }) {
  return <Choices {...props} type="radio" chosen={value === undefined ? [] : [value]} />;
}

/** Any of several, as cards; all are sent under one name. */
export function CheckboxGroup({ values = [], ...props }: GroupProps & { values?: readonly string[] }) {
  return <Choices {...props} type="checkbox" chosen={values} />;
}

function Choices(props: GroupProps & { type: 'radio' | 'checkbox'; chosen: readonly string[] }) {
  const { 'aria-describedby': described, 'aria-invalid': invalid } = describedBy(props);
  return (
    <div className={props.error ? 'wrong' : undefined}>
      <fieldset
        role={props.type === 'radio' ? 'radiogroup' : undefined}
        aria-describedby={described}
        aria-invalid={props.type === 'radio' ? invalid : undefined}
      >
        <legend>
          {props.label}
          <Optional when={props.optional} />
        </legend>
        <HintAndError field={props} />
        {props.choices.map((choice, index) => (
          <ChoiceCard
            key={choice.value}
            {...choice}
            id={index === 0 ? fieldId(props.name) : `${fieldId(props.name)}-${index + 1}`}
            name={props.name}
            type={props.type}
            checked={props.chosen.includes(choice.value)}
            isPrivate={props.private}
          />
        ))}
      </fieldset>
    </div>
  );
}

interface CardProps extends Choice {
  id: string;
  name: string;
  type: 'radio' | 'checkbox';
  checked: boolean;
  isPrivate?: boolean;
  describedBy?: string;
  invalid?: boolean;
}

/** One choice whose whole surface is the target. */
export function ChoiceCard(props: CardProps) {
  const hintId = props.hint ? `${props.id}-says` : undefined;
  return (
    <label className="choice" htmlFor={props.id}>
      <input
        id={props.id}
        type={props.type}
        name={props.name}
        value={props.value}
        defaultChecked={props.checked}
        autoComplete={props.isPrivate ? 'off' : undefined}
        aria-labelledby={`${props.id}-label`}
        aria-describedby={[hintId, props.describedBy].filter(Boolean).join(' ') || undefined}
        aria-invalid={props.invalid || undefined}
      />
      <span id={`${props.id}-label`} lang={props.lang}>
        {props.label}
      </span>
      {props.hint && <small id={hintId}>{props.hint}</small>}
    </label>
  );
}

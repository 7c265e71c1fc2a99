import { type FieldProps, describedBy, fieldId, privacy } from './field';
import { FieldFrame } from './FieldParts';

export interface TextFieldProps extends FieldProps {
  value?: string;
  type?: 'text' | 'email' | 'password' | 'search' | 'date' | 'url' | 'tel' | 'file';
  inputMode?: 'numeric' | 'decimal';
  autoComplete?: string;
  /** For codes and addresses: always left to right, in an even-width type. */
  code?: boolean;
  short?: boolean;
  /** The direction follows what is typed. */
  autoDir?: boolean;
}

/** One line of text. A password is never sent back into the page. */
export function TextField(props: TextFieldProps) {
  const { name, value, type = 'text', inputMode, autoComplete, code, short, autoDir } = props;
  return (
    <FieldFrame field={props}>
      <input
        id={fieldId(name)}
        className={['input', short && 'short', code && 'code'].filter(Boolean).join(' ')}
        dir={code ? 'ltr' : autoDir ? 'auto' : undefined}
        {...{ name, type, inputMode, autoComplete }}
        defaultValue={type === 'password' || type === 'file' ? undefined : value}
        {...privacy(props.private)}
        {...describedBy(props)}
      />
    </FieldFrame>
  );
}

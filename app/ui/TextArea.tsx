import { type FieldProps, describedBy, fieldId, privacy } from './field';
import { FieldFrame } from './FieldParts';

export interface TextAreaProps extends FieldProps {
  value?: string;
  /** Shown beside the field, in characters; the server holds it. No `maxlength`: browsers cut pasted text silently. */
  limit?: number;
  rows?: number;
  autoDir?: boolean;
  /** The language the text is to be written in, where it is known. */
  textLang?: string;
}

export function TextArea(props: TextAreaProps) {
  const { name, value, limit, rows = 6, autoDir, textLang } = props;
  return (
    <FieldFrame field={props} limit={limit}>
      <textarea
        id={fieldId(name)}
        name={name}
        rows={rows}
        lang={textLang}
        dir={autoDir ? 'auto' : undefined}
        defaultValue={value}
        {...privacy(props.private)}
        {...describedBy(props, limit !== undefined)}
      />
    </FieldFrame>
  );
}

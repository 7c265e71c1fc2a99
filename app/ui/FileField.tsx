import { type FieldProps, describedBy, fieldId } from './field';
import { FieldFrame } from './FieldParts';

interface FileFieldProps extends FieldProps {
  /** Endings of names that the browser offers first; what is taken the server decides. */
  accept: string;
}

/** A file to send. It comes back empty with a refused form: no browser lets a page put a file in. */
export function FileField(props: FileFieldProps) {
  return (
    <FieldFrame field={props}>
      <input type="file" id={fieldId(props.name)} name={props.name} accept={props.accept} {...describedBy(props)} />
    </FieldFrame>
  );
}

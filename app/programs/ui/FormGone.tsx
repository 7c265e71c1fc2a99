import { useFormState } from '~/programs/ui/form-state';
import { ErrorSummary } from '~/ui/ErrorSummary';

/** Why an act was refused whose form is not on the page any more, because somebody else was first. */
export function FormGone({ intent, gone }: { intent: string; gone: boolean }) {
  const form = useFormState(intent);
  return gone ? <ErrorSummary errors={form.summary} /> : null;
}

import { useText } from '~/i18n/I18n';
import { LIMITS } from '~/feedback/item-input';
import type { ItemView } from '~/feedback/item-view';
import { useFormState } from '~/programs/ui/form-state';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';

interface Props {
  item: ItemView;
  token: string;
}

/** Sealed notes among staff, the form for one more, and the one that refers the item elsewhere. */
export function ItemNotes({ item, token }: Props) {
  const { t, date } = useText('feedback');
  const referral = useFormState('refer');
  if (!item.context || !item.may.note) return null;
  return (
    <section className="stack" id="notes">
      <h2>{t('notes')}</h2>
      {item.context.notes.map((note) => (
        <div key={note.id} className="stack tight">
          <p className="small soft">
            {date(note.day)} {note.mine && `· ${t('by_you')}`}
          </p>
          <p className="words" dir="auto">
            {note.text ?? t('words_gone')}
          </p>
        </div>
      ))}
      <NoteForm intent="note" name="note" summary={t('add_note')} label={t('note')} token={token} />
      {(item.may.refer || referral.cameBack) && (
        <NoteForm
          intent="refer"
          name="referral"
          summary={t('refer_elsewhere')}
          label={t('refer_to')}
          hint={t('refer_hint')}
          token={token}
        />
      )}
    </section>
  );
}

interface NoteFormProps {
  intent: 'note' | 'refer';
  name: string;
  summary: string;
  label: string;
  hint?: string;
  token: string;
}

function NoteForm({ intent, name, summary, label, hint, token }: NoteFormProps) {
  const form = useFormState(intent);
  return (
    <details open={form.summary.length > 0}>
      <summary>{summary}</summary>
      <form method="post" className="stack">
        <ErrorSummary errors={form.summary} />
        <HiddenFields values={{ token, intent }} />
        <TextArea
          {...{ name, label, hint }}
          limit={LIMITS.note}
          rows={4}
          autoDir
          private
          value={form.value(name)}
          error={form.error(name)}
        />
        <Button look="quiet">{summary}</Button>
      </form>
    </details>
  );
}

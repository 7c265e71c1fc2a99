import { useText } from '~/i18n/I18n';
import { HINT_KINDS } from '~/feedback/hints';
import { codeSpans, hiddenRanges, withMasks } from '~/feedback/mask';
import { REDACTION_REASONS } from '~/feedback/redaction';
import type { MaskableText, RedactionView } from '~/feedback/redaction-view';
import { passagesOf } from '~/feedback/segments';
import { useTextName, WordTicks } from '~/feedback/ui/WordTicks';
import { useFormState, type FormState } from '~/programs/ui/form-state';
import { Button, ButtonRow } from '~/ui/Button';
import { Checkbox } from '~/ui/Checkbox';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HintAndError } from '~/ui/FieldParts';
import { HiddenFields } from '~/ui/HiddenFields';
import { InTheirWords } from '~/ui/InTheirWords';
import { Select } from '~/ui/Select';

interface MaskFormProps {
  view: RedactionView;
  token: string;
  /** The mask that is marked in the texts that wait; else a new one is made. */
  marking: string | null;
}

/** The texts word by word to be ticked, side by side, with what others will see below. */
export function MaskForm({ view, token, marking }: MaskFormProps) {
  const { t } = useText('masks');
  const form = useFormState(marking ? 'mark' : 'mask', marking ? { redaction: marking } : {});
  const waits = view.masks.find(({ id }) => id === marking)?.waitsIn;
  const texts = waits ? view.texts.filter(({ id }) => waits.includes(id)) : view.texts;
  const ticked = form.values('pieces');
  return (
    <section className="stack" id="mask">
      <h2>{t(marking ? 'mark_more' : 'mask_new')}</h2>
      <ErrorSummary errors={form.summary} />
      <form method="post" className="stack" action="#mask">
        <HiddenFields
          values={{
            token,
            seen: String(view.seen),
            ...(marking ? { intent: 'mark', redaction: marking } : { intent: 'mask' }),
          }}
        />
        <div className={form.error('pieces') ? 'field wrong' : 'field'}>
          <HintAndError
            field={{ name: 'pieces', label: t('words'), hint: t('words_hint'), error: form.error('pieces') }}
          />
        </div>
        <Hints texts={texts} />
        <div className={texts.length > 1 ? 'two even' : 'stack'}>
          {texts.map((text, index) => (
            <WordTicks
              key={text.id}
              text={text}
              ticked={ticked}
              absent={form.values('absent').includes(text.id)}
              isFirst={index === 0}
            />
          ))}
        </div>
        {!marking && <Why form={form} />}
        <ButtonRow>
          <Button look="quiet" name="preview" value="yes">
            {t('preview')}
          </Button>
          <Button>{t(marking ? 'save_marks' : 'mask_now')}</Button>
        </ButtonRow>
      </form>
      <Preview texts={view.texts} ticked={ticked} marking={marking} />
    </section>
  );
}

/** What the marks mean, where there are any: never more than a hint. */
function Hints({ texts }: { texts: readonly MaskableText[] }) {
  const { t, list } = useText('masks');
  const found = new Set(texts.flatMap(({ pieces }) => pieces.flatMap(({ hint }) => hint ?? [])));
  const kinds = HINT_KINDS.filter((kind) => found.has(kind));
  if (kinds.length === 0) return <p className="small soft">{t('no_hints')}</p>;
  return <p className="small">{t('hints', { kinds: list(kinds.map((kind) => t(`vocabulary:hint_kind.${kind}`))) })}</p>;
}

function Why({ form }: { form: FormState }) {
  const { t } = useText('masks');
  return (
    <>
      <Select
        name="reason"
        label={t('reason')}
        options={REDACTION_REASONS.map((reason) => ({
          value: reason,
          label: t(`vocabulary:redaction_reason.${reason}`),
        }))}
        value={form.value('reason', 'names_other')}
        error={form.error('reason')}
      />
      <Checkbox
        name="atOnce"
        label={t('at_once')}
        hint={t('at_once_hint')}
        checked={form.value('atOnce') === 'yes'}
        error={form.error('atOnce')}
      />
    </>
  );
}

/** The text as others see it, with what is ticked masked too. */
function previewed({ id, text, pieces, hidden }: MaskableText, ticked: readonly string[]): string {
  const whole = text ?? '';
  const numbers = ticked.filter((one) => one.startsWith(`${id}:`)).map((one) => Number(one.slice(id.length + 1)));
  const ranges = passagesOf(pieces, numbers).map(({ start, end }) => ({ start: start!, end: end! }));
  return withMasks(whole, hiddenRanges(whole, [...hidden, ...codeSpans(whole, ranges)]));
}

interface PreviewProps {
  texts: readonly MaskableText[];
  ticked: readonly string[];
  marking: string | null;
}

function Preview({ texts, ticked, marking }: PreviewProps) {
  const { t } = useText('masks');
  const nameOf = useTextName();
  return (
    <section className="stack">
      <h2>{t('preview_title')}</h2>
      <div className={texts.length > 1 ? 'two even' : 'stack'}>
        {texts.map((text) => (
          <section className="stack tight" key={text.id}>
            <h3>{nameOf(text)}</h3>
            {text.closed && !marking && <p className="soft">{t('closed_preview')}</p>}
            <InTheirWords lang={text.language}>{previewed(text, ticked)}</InTheirWords>
          </section>
        ))}
      </div>
    </section>
  );
}

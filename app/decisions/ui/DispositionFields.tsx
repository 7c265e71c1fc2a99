import { DISPOSITION_KINDS, NO_REASON, REASONS, SUPPORTING } from '~/decisions/disposition';
import type { DisposalChoices } from '~/decisions/disposition-view.server';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import type { FormState } from '~/programs/ui/form-state';
import { RadioGroup } from '~/ui/ChoiceGroup';
import { Select } from '~/ui/Select';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

interface FieldsProps {
  form: FormState;
  choices: DisposalChoices;
  /** The decision in hand: chosen beforehand. */
  decisionId?: string;
}

/** One disposition: the kind first, then, folded by what they belong to, the fields that a kind needs. */
export function DispositionFields({ form, choices, decisionId }: FieldsProps) {
  const { t } = useText('decisions');
  const kind = form.value('kind');
  const isOpen = (...kinds: string[]) => kind !== undefined && kinds.includes(kind);
  return (
    <>
      <RadioGroup
        name="kind"
        label={t('kind')}
        value={kind}
        error={form.error('kind')}
        choices={DISPOSITION_KINDS.map((value) => ({
          value,
          label: t(`vocabulary:disposition_kind.${value}`),
          hint: t(`kind_hint.${value}`),
        }))}
      />
      <details
        open={
          decisionId !== undefined ||
          isOpen('incorporated', 'partly', 'recommended') ||
          form.holds('decisionId', 'relation')
        }
      >
        <summary>{t('by_decision')}</summary>
        <DecisionPart {...{ form, choices, decisionId }} />
      </details>
      <details open={isOpen('not_incorporated') || form.holds('reason', 'proof')}>
        <summary>{t('not_taken_up')}</summary>
        <ReasonPart form={form} />
      </details>
      <details
        open={isOpen('already_reflected', 'deferred', 'referred') || form.holds('elementId', 'reviewOn', 'referredTo')}
      >
        <summary>{t('elsewhere')}</summary>
        <ElsewherePart {...{ form, choices }} />
      </details>
    </>
  );
}

function DecisionPart({ form, choices, decisionId }: FieldsProps) {
  const { t, lang } = useText('decisions');
  return (
    <div className="stack">
      <Select
        name="decisionId"
        label={t('which_decision')}
        hint={t('which_decision_hint')}
        empty={t('choose')}
        value={form.value('decisionId', decisionId ?? '')}
        error={form.error('decisionId')}
        options={choices.decisions.map(({ id, number, state, outcome }) => ({
          value: id,
          label: `${number} · ${t(`vocabulary:decision_state.${state}`)} · ${short(pickText(outcome, lang)?.text ?? '')}`,
        }))}
      />
      <Select
        name="relation"
        label={t('relation')}
        hint={t('relation_hint')}
        optional
        empty={t('linked_already')}
        value={form.value('relation', '')}
        error={form.error('relation')}
        options={SUPPORTING.map((value) => ({ value, label: t(`vocabulary:relation.${value}`) }))}
      />
    </div>
  );
}

function ReasonPart({ form }: { form: FormState }) {
  const { t } = useText('decisions');
  return (
    <div className="stack">
      <RadioGroup
        name="reason"
        label={t('reason')}
        value={form.value('reason')}
        error={form.error('reason')}
        choices={[...REASONS, NO_REASON].map((value) => ({
          value,
          label: t(`vocabulary:reason.${value}`),
          hint: t(`proof_hint.${value}`),
        }))}
      />
      <TextArea
        name="proof"
        label={t('proof')}
        hint={t('proof_lead')}
        rows={3}
        autoDir
        value={form.value('proof')}
        error={form.error('proof')}
      />
    </div>
  );
}

function ElsewherePart({ form, choices }: Omit<FieldsProps, 'decisionId'>) {
  const { t, lang } = useText('decisions');
  return (
    <div className="stack">
      <Select
        name="elementId"
        label={t('which_element')}
        hint={t('which_element_hint')}
        empty={t('choose')}
        value={form.value('elementId', '')}
        error={form.error('elementId')}
        options={choices.elements.map(({ id, number, title }) => ({
          value: id,
          label: `${number} · ${short(pickText(title, lang)?.text ?? '')}`,
        }))}
      />
      <TextField
        name="reviewOn"
        type="date"
        short
        label={t('review_on')}
        hint={t('review_on_hint')}
        value={form.value('reviewOn')}
        error={form.error('reviewOn')}
      />
      <TextField
        name="referredTo"
        label={t('referred_to')}
        hint={t('referred_to_hint')}
        autoDir
        value={form.value('referredTo')}
        error={form.error('referredTo')}
      />
    </div>
  );
}

/** A line of a list of choices, cut at the end of a word. */
function short(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 90).replace(/\s+\S*$/u, '')}…`;
}

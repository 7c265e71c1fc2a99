import { DECISION_LEVELS, type Decision } from '~/decisions/decision';
import { useText } from '~/i18n/I18n';
import type { FormState } from '~/programs/ui/form-state';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';
import { OtherLanguages, WorkingField } from '~/decisions/ui/WorkingField';

type Texts = Pick<Decision, 'question' | 'outcome' | 'rationale' | 'alternatives' | 'level' | 'recommendedTo'>;

interface DecisionFieldsProps {
  form: FormState;
  working: string;
  texts?: Texts;
}

/** What was asked, what we do, and why: three of the five fields. */
export function MainFields({ form, working, texts }: DecisionFieldsProps) {
  const { t } = useText('decisions');
  return (
    <>
      <WorkingField
        name="question"
        label={t('question')}
        hint={t('question_hint')}
        rows={2}
        {...{ form, working }}
        value={texts?.question}
      />
      <WorkingField
        name="outcome"
        label={t('outcome')}
        hint={t('outcome_hint')}
        {...{ form, working }}
        value={texts?.outcome}
      />
      <WorkingField
        name="rationale"
        label={t('rationale')}
        hint={t('rationale_hint')}
        {...{ form, working }}
        value={texts?.rationale}
      />
    </>
  );
}

interface MoreFieldsProps extends DecisionFieldsProps {
  languages: readonly string[];
  /** Texts beside the decision's own that need the other languages too. */
  more?: readonly { name: string; label: string }[];
}

/** The folded fields beside the level, which opens them by itself. */
const LESS_USED = ['alternatives', 'recommendedTo'];

/** What only some decisions need, folded away: who decides, what else was weighed, the other languages. */
export function MoreFields({ form, working, texts, languages, more = [] }: MoreFieldsProps) {
  const { t } = useText('decisions');
  const level = form.value('level', texts?.level ?? 'mission');
  const others = languages.filter((tag) => tag !== working);
  const inOthers = ['question', 'outcome', 'rationale', ...more.map(({ name }) => name)].flatMap((name) =>
    others.map((tag) => `${name}.${tag}`),
  );
  return (
    <>
      <details open={level !== 'mission' || Boolean(texts?.alternatives[working]) || form.holds(...LESS_USED)}>
        <summary>{t('more')}</summary>
        <div className="stack">
          <WorkingField
            name="alternatives"
            label={t('alternatives')}
            hint={t('alternatives_hint')}
            rows={3}
            optional
            {...{ form, working }}
            value={texts?.alternatives}
          />
          <Select
            name="level"
            label={t('level')}
            hint={t('level_hint')}
            options={DECISION_LEVELS.map((value) => ({ value, label: t(`vocabulary:decision_level.${value}`) }))}
            value={level}
            error={form.error('level')}
          />
          <TextField
            name="recommendedTo"
            label={t('recommended_to')}
            hint={t('recommended_to_hint')}
            optional
            autoDir
            value={form.value('recommendedTo', texts?.recommendedTo ?? '')}
            error={form.error('recommendedTo')}
          />
        </div>
      </details>
      {others.length > 0 && (
        <details open={form.holds(...inOthers)}>
          <summary>{t('other_languages')}</summary>
          <div className="stack">
            <p className="soft">{t('other_languages_hint')}</p>
            <OtherLanguages
              form={form}
              languages={others}
              names={[
                { name: 'question', label: t('question'), value: texts?.question },
                { name: 'outcome', label: t('outcome'), value: texts?.outcome },
                { name: 'rationale', label: t('rationale'), value: texts?.rationale },
                ...more,
              ]}
            />
          </div>
        </details>
      )}
    </>
  );
}

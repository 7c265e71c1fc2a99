import type { FormError, FormValues } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { canonicalTag } from '~/i18n/tags';
import { ORG_TYPES, TOLERANCES, usesAsked } from '~/participants/submission';
import { OTHER_LANGUAGE } from '~/participants/submission-input';
import { CHOSEN_USES } from '~/participants/consent';
import { useKeys } from '~/rounds/consent-texts';
import type { PublicRound } from '~/rounds/round';
import { CheckboxGroup, RadioGroup } from '~/ui/ChoiceGroup';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';

interface WishFieldsProps {
  round: PublicRound;
  values: FormValues;
  errors: readonly FormError[];
}

/** What stands before the questions: how to be known, what can be borne, what may be done with the words, language. */
export function WishFields(props: WishFieldsProps) {
  return (
    <>
      <KnownAs />
      <ToleranceFields {...props} />
      <ConsentFields {...props} />
      <LanguageFields {...props} />
    </>
  );
}

function useField({ values, errors }: WishFieldsProps, name: string) {
  const { t } = useText('respond');
  const wrong = errors.find(({ field }) => field === name);
  return { name, value: values[name]?.[0], error: wrong && t(wrong.key, wrong.values), private: true };
}

/** Only one way so far: a round without a vault key of its own offers anonymity alone, and says why. */
function KnownAs() {
  const { t } = useText('respond');
  return (
    <section className="stack tight">
      <h2>{t('known_title')}</h2>
      <HiddenFields values={{ known_as: 'anonymous' }} />
      <p>
        <strong>{t('known_as.anonymous')}</strong> {t('known_as_says.anonymous')}
      </p>
      <p className="small soft">{t('known_only')}</p>
    </section>
  );
}

function ToleranceFields(props: WishFieldsProps) {
  const { t } = useText('respond');
  const tolerance = useField(props, 'tolerance');
  const orgType = useField(props, 'org_type');
  return (
    <>
      <RadioGroup
        {...tolerance}
        label={t('tolerance_title')}
        hint={t('tolerance_hint')}
        value={tolerance.value ?? TOLERANCES[0]}
        choices={TOLERANCES.map((one) => ({
          value: one,
          label: t(`tolerance.${one}`),
          hint: t(`tolerance_says.${one}`),
        }))}
      />
      <Select
        {...orgType}
        label={t('org_type_title')}
        hint={t('org_type_hint')}
        optional
        empty={t('org_type_none')}
        options={ORG_TYPES.map((one) => ({ value: one, label: t(`org_type.${one}`) }))}
      />
    </>
  );
}

function ConsentFields(props: WishFieldsProps) {
  const { t } = useText('respond');
  const { value: _first, ...field } = useField(props, 'consent');
  const asked = CHOSEN_USES.filter((use) => usesAsked('anonymous').includes(use));
  return (
    <CheckboxGroup
      {...field}
      label={t('consent_title')}
      hint={t('consent_hint')}
      values={props.values.consent}
      choices={asked.map((use) => {
        const { label, says } = useKeys(props.round.consentVersion, use);
        return { value: use, label: t(label), hint: t(says) };
      })}
    />
  );
}

function LanguageFields(props: WishFieldsProps) {
  const { t, lang } = useText('respond');
  const language = useField(props, 'language');
  const { languages, sourceLanguage } = props.round;
  const ofPage = languages.find((tag) => canonicalTag(tag) === canonicalTag(lang));
  const named = languages.map(namedLanguage);
  const choices = named.map(({ tag, ownName }) => ({ value: tag, label: ownName, lang: tag }));
  return (
    <>
      <RadioGroup
        {...language}
        label={t('language_title')}
        value={language.value ?? ofPage ?? sourceLanguage}
        choices={[...choices, { value: OTHER_LANGUAGE, label: t('language_other') }]}
      />
      <TextField
        {...useField(props, 'other_language')}
        label={t('other_language')}
        hint={t('other_language_hint')}
        optional
        short
        autoDir
      />
      <Select
        {...useField(props, 'answer_language')}
        label={t('answer_language')}
        optional
        empty={t('answer_language_same')}
        options={named.map(({ tag, ownName }) => ({ value: tag, label: ownName, lang: tag }))}
      />
    </>
  );
}

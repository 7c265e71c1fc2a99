import type { FormError, FormValues } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { canonicalTag } from '~/i18n/tags';
import { ORG_TYPES, TOLERANCES, usesAsked, type Attribution } from '~/participants/submission';
import { IDENTITY_FIELDS } from '~/vault/identity';
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
  /** How one may be known here. */
  offered: readonly Attribution[];
  values: FormValues;
  errors: readonly FormError[];
}

/** What stands before the questions: how to be known, what can be borne, what may be done with the words, language. */
export function WishFields(props: WishFieldsProps) {
  return (
    <>
      <KnownAs {...props} />
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

/** A round without a vault that two officers stand behind offers anonymity alone, and says why. */
function KnownAs(props: WishFieldsProps) {
  const { t } = useText('respond');
  const knownAs = useField(props, 'known_as');
  if (props.offered.length > 1) {
    return (
      <>
        <RadioGroup
          {...knownAs}
          label={t('known_title')}
          hint={t('known_hint')}
          value={knownAs.value ?? 'anonymous'}
          choices={props.offered.map((one) => ({
            value: one,
            label: t(`known_as.${one}`),
            hint: t(`known_as_says.${one}`),
          }))}
        />
        <IdentityFields {...props} />
      </>
    );
  }
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

/** Short on purpose, all of them optional, and to be left empty by whoever stays without a name. */
function IdentityFields(props: WishFieldsProps) {
  const { t } = useText('respond');
  return (
    <details
      open={IDENTITY_FIELDS.some((name) => props.values[name]?.[0] || props.errors.some((one) => one.field === name))}
    >
      <summary>{t('identity_title')}</summary>
      <p>{t('identity_says')}</p>
      {IDENTITY_FIELDS.map((name) => (
        <TextField
          key={name}
          {...useField(props, name)}
          label={t(`identity.${name}`)}
          hint={name === 'contact' ? t('contact_hint') : undefined}
          optional
          autoDir
        />
      ))}
    </details>
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
  const asked = CHOSEN_USES.filter((use) => usesAsked(props.offered.at(-1) ?? 'anonymous').includes(use));
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

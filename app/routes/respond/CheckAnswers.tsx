import type { FormValues } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { answerLanguageOf, usesAsked } from '~/participants/submission';
import { IDENTITY_FIELDS } from '~/vault/identity';
import { UNDETERMINED } from '~/participants/submission-input';
import type { Reading, RoundPage } from '~/routes/respond/respond-view';
import { RespondForm } from '~/routes/respond/RespondFrame';
import { CHOSEN_USES } from '~/participants/consent';
import { useKeys } from '~/rounds/consent-texts';
import { AnswerSummary } from '~/rounds/ui/AnswerSummary';
import { Button, ButtonRow } from '~/ui/Button';
import { Note } from '~/ui/Note';
import { Steps } from '~/ui/Steps';
import { SummaryList } from '~/ui/SummaryList';

interface CheckAnswersProps {
  page: RoundPage;
  token: string;
  values: FormValues;
  reading: Reading;
  notice?: 'too_young' | 'too_old';
}

const TO_FORM = { name: 'step', value: 'form' } as const;

/** Everything as it will be sent, each with its way back. Nothing is stored yet, and the page says so. */
export function CheckAnswers({ page, token, values, reading, notice }: CheckAnswersProps) {
  const { t, lang } = useText('respond');
  const { round, questions } = page;
  return (
    <>
      {notice && (
        <Note weight="stop" title={t(`notice.${notice}_title`)}>
          <p>{t(`notice.${notice}`)}</p>
        </Note>
      )}
      <Steps current={2} total={3} />
      <h1>{t('check_title')}</h1>
      <p className="lead">{t('check_lead')}</p>
      <RespondForm slug={round.slug} token={token} step="check" values={values}>
        <h2>{t('check_words')}</h2>
        <AnswerSummary
          questions={questions}
          answers={reading.answers}
          lang={lang}
          source={round.sourceLanguage}
          changeOf={() => TO_FORM}
        />
        <h2>{t('check_wishes')}</h2>
        <Wishes reading={reading} round={round} />
        <p>{t('check_care')}</p>
        <ButtonRow>
          <Button name="step" value="submit">
            {t('send')}
          </Button>
          <Button look="quiet" name="step" value="form">
            {t('change_answers')}
          </Button>
        </ButtonRow>
      </RespondForm>
    </>
  );
}

function Wishes({ reading: { fields }, round }: Pick<CheckAnswersProps, 'reading'> & Pick<RoundPage, 'round'>) {
  const { t, lang, list } = useText('respond');
  const nameOf = (tag: string) => (tag === UNDETERMINED ? t('language_unnamed') : languageName(tag, lang));
  const asked = CHOSEN_USES.filter((use) => usesAsked(fields.known_as).includes(use));
  const given = asked
    .filter((use) => fields.consent?.includes(use))
    .map((use) => t(useKeys(round.consentVersion, use).label));
  const offered = [round.sourceLanguage, ...round.languages];
  const yesOrNo = (ticked: string | undefined) => t(ticked === 'yes' ? 'common:yes' : 'common:no');
  const rows = [
    { term: t('known_title'), value: t(`known_as.${fields.known_as}`) },
    ...IDENTITY_FIELDS.flatMap((name) => {
      const value = fields[name];
      return value ? [{ term: t(`identity.${name}`), value: <bdi>{value}</bdi> }] : [];
    }),
    { term: t('tolerance_title'), value: t(`tolerance.${fields.tolerance}`) },
    ...(fields.org_type ? [{ term: t('org_type_title'), value: t(`org_type.${fields.org_type}`) }] : []),
    { term: t('consent_title'), value: given.length > 0 ? list(given) : t('consent_none') },
    { term: t('language_title'), value: nameOf(fields.language) },
    {
      term: t('answer_language'),
      value: nameOf(answerLanguageOf(fields.answer_language ?? null, fields.language, offered)),
    },
    { term: t('words_shown'), value: yesOrNo(fields.words_shown) },
    { term: t('no_code'), value: yesOrNo(fields.no_code) },
  ];
  return <SummaryList rows={rows.map((row) => ({ ...row, change: TO_FORM }))} />;
}

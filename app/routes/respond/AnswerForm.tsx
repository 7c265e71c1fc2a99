import type { FormError, FormValues } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { paths } from '~/routes/paths';
import type { RoundPage } from '~/routes/respond/respond-view';
import { RespondForm } from '~/routes/respond/RespondFrame';
import { WishFields } from '~/routes/respond/WishFields';
import { Words } from '~/programs/ui/Words';
import { BeforeYouAnswer } from '~/rounds/ui/BeforeYouAnswer';
import type { PublicRecording } from '~/rounds/recording';
import { ListenLinks } from '~/rounds/ui/ListenLinks';
import { QuestionFields } from '~/rounds/ui/QuestionFields';
import { Button } from '~/ui/Button';
import { Checkbox } from '~/ui/Checkbox';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';
import { TextField } from '~/ui/TextField';
import { Steps } from '~/ui/Steps';

interface AnswerFormProps {
  page: RoundPage;
  token: string;
  values: FormValues;
  errors: readonly FormError[];
  recordings?: readonly PublicRecording[];
}

/** The form of a round. What must be known stands before any field (G04); nothing of it is stored before "send". */
export function AnswerForm({ page, token, values, errors, recordings = [] }: AnswerFormProps) {
  const { t, lang } = useText('respond');
  const { round, questions } = page;
  return (
    <>
      <ErrorSummary errors={errors.map(({ field, key, values: given }) => ({ field, message: t(key, given) }))} />
      <Steps current={1} total={3} />
      <h1>
        <Words text={round.title} source={round.sourceLanguage} />
      </h1>
      <BeforeYouWrite page={page} />
      <ListenLinks
        recordings={recordings}
        hrefOf={(id) => paths.roundRecording(lang, round.slug, id)}
        numberOf={(id) => questions.findIndex((question) => question.id === id) + 1}
      />
      <RespondForm slug={round.slug} token={token} step="form">
        <InvitationField values={values} errors={errors} />
        <WishFields round={round} offered={page.offered} values={values} errors={errors} />
        <h2>{t('questions_title')}</h2>
        <QuestionFields questions={questions} source={round.sourceLanguage} {...{ lang, values, errors }} />
        <h2>{t('afterwards_title')}</h2>
        <AfterwardsFields values={values} />
        <div>
          <Button name="step" value="check">
            {t('check_answers')}
          </Button>
        </div>
      </RespondForm>
    </>
  );
}

function BeforeYouWrite({ page }: { page: RoundPage }) {
  const { t, lang } = useText('respond');
  const { round, missionName, offered } = page;
  return (
    <Note weight="care" title={t('before_title')}>
      <p>{t('before_readers')}</p>
      <p>{t('before_not_used')}</p>
      <p>{t('before_forced')}</p>
      <p>{t('before_names')}</p>
      <p>{t('before_emergency')}</p>
      <details>
        <summary>{t('before_all')}</summary>
        <BeforeYouAnswer
          {...{ round, missionName }}
          version={round.consentVersion}
          named={offered.length > 1}
          links={{ safety: paths.safety(lang), guidance: paths.guidance(lang) }}
        />
      </details>
      <p className="links">
        <a href={paths.safety(lang)}>{t('before_safety')}</a>{' '}
        <a href={paths.guidance(lang)}>{t('rounds:guidance_link')}</a>
      </p>
    </Note>
  );
}

/** For whoever holds a paper: it keeps a place when very many come at once, and says nothing of who was given it. */
function InvitationField({ values, errors }: Pick<AnswerFormProps, 'values' | 'errors'>) {
  const { t } = useText('respond');
  const wrong = errors.find(({ field }) => field === 'invitation');
  const value = values.invitation?.[0] ?? '';
  return (
    <details open={value !== '' || wrong !== undefined}>
      <summary>{t('invitation_title')}</summary>
      <TextField
        name="invitation"
        label={t('invitation')}
        hint={t('invitation_hint')}
        value={value}
        error={wrong && t(wrong.key)}
        private
        optional
        code
      />
    </details>
  );
}

/** What the person wants to hold afterwards: both off, so that nothing is kept that was not asked for. */
function AfterwardsFields({ values }: { values: FormValues }) {
  const { t } = useText('respond');
  const isTicked = (name: string) => values[name]?.[0] === 'yes';
  return (
    <>
      <Checkbox
        name="words_shown"
        label={t('words_shown')}
        hint={t('words_shown_hint')}
        checked={isTicked('words_shown')}
        private
      />
      <Checkbox name="no_code" label={t('no_code')} hint={t('no_code_hint')} checked={isTicked('no_code')} private />
    </>
  );
}

import type { FormValues } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { paths } from '~/routes/paths';
import type { Reading, RoundPage } from '~/routes/respond/respond-view';
import { RespondForm } from '~/routes/respond/RespondFrame';
import { AnswerSummary } from '~/rounds/ui/AnswerSummary';
import { fieldOf } from '~/rounds/question';
import { Button, ButtonRow } from '~/ui/Button';

interface Kept {
  page: RoundPage;
  token: string;
  values: FormValues;
}

/** Same form, other text: the earlier text stands; this one can be added to it. */
export function OtherBodyPage({ page, token, values, reading }: Kept & { reading: Reading }) {
  const { t, lang } = useText('respond');
  const { round, questions } = page;
  return (
    <>
      <h1>{t('other_body_title')}</h1>
      <p className="lead">{t('other_body_lead')}</p>
      <RespondForm slug={round.slug} token={token} step="submit" values={values}>
        <h2>{t('other_body_now')}</h2>
        <AnswerSummary questions={questions} answers={reading.answers} lang={lang} source={round.sourceLanguage} />
        <ButtonRow>
          <Button name="step" value="add">
            {t('add_this')}
          </Button>
          <Button look="quiet" name="step" value="code">
            {t('show_code')}
          </Button>
        </ButtonRow>
      </RespondForm>
    </>
  );
}

export function AddedPage({ page, token }: Pick<Kept, 'page' | 'token'>) {
  const { t } = useText('respond');
  return (
    <>
      <h1>{t('added_title')}</h1>
      <p className="lead">{t('added_lead')}</p>
      <RespondForm slug={page.round.slug} token={token} step="code">
        <div>
          <Button name="step" value="code">
            {t('show_code')}
          </Button>
        </div>
      </RespondForm>
    </>
  );
}

/** Received before, and the code is not shown any more. What was typed can go as something new. */
export function AlreadyPage({ page, freshToken, values }: Omit<Kept, 'token'> & { freshToken: string }) {
  const { t, lang } = useText('respond');
  const hasWords = page.questions.some(({ id }) => fieldOf(id) in values);
  return (
    <>
      <h1>{t('already_title')}</h1>
      <p className="lead">{t('already_lead')}</p>
      <p>
        <a href={paths.return(lang)}>{t('to_return')}</a>
      </p>
      {hasWords && page.open && (
        <RespondForm slug={page.round.slug} token={freshToken} step="check" values={values}>
          <p>{t('send_anew_text')}</p>
          <div>
            <Button look="quiet" name="step" value="check">
              {t('send_anew')}
            </Button>
          </div>
        </RespondForm>
      )}
    </>
  );
}

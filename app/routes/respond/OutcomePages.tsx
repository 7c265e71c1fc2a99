import type { FormValues } from '~/auth/refused-form';
import { useText } from '~/i18n/I18n';
import { canonicalTag } from '~/i18n/tags';
import { OTHER_LANGUAGE, UNDETERMINED } from '~/participants/submission-input';
import { paths } from '~/routes/paths';
import { WhatHappensNow } from '~/routes/respond/CodePage';
import type { RoundPage } from '~/routes/respond/respond-view';
import { RespondForm } from '~/routes/respond/RespondFrame';
import { fieldOf, isText, type Question } from '~/rounds/question';
import { Button } from '~/ui/Button';
import { InTheirWords } from '~/ui/InTheirWords';
import { Steps } from '~/ui/Steps';

/** Received without a code, or with a code that was typed back: either way nothing secret is on the page. */
export function ReceivedPage({ page, what }: { page: RoundPage; what: 'no_code' | 'confirmed' }) {
  const { t, lang } = useText('respond');
  return (
    <>
      <Steps current={3} total={3} />
      <h1>{t(what === 'no_code' ? 'no_code_title' : 'confirmed_title')}</h1>
      <p className="lead">{t(what === 'no_code' ? 'no_code_lead' : 'confirmed_lead')}</p>
      <WhatHappensNow page={page} />
      {what === 'confirmed' && (
        <p>
          <a href={paths.return(lang)}>{t('to_return')}</a>
        </p>
      )}
      <p>
        <a href={paths.answers(lang)}>{t('to_answers')}</a>
      </p>
    </>
  );
}

/** The round takes no answers now, for whatever reason. The words are shown, so that they can be copied. */
export function NotOpenPage({ page, values }: { page: RoundPage; values: FormValues }) {
  const { t, lang } = useText('respond');
  const typed = page.questions.filter(({ kind, id }) => isText(kind) && values[fieldOf(id)]?.[0]);
  return (
    <>
      <h1>{t('not_open_title')}</h1>
      <p className="lead">{t('not_open_lead')}</p>
      {typed.length > 0 && <TypedWords questions={typed} values={values} />}
      <p>
        <a href={paths.round(lang, page.round.slug)}>{t('to_round')}</a>
      </p>
    </>
  );
}

function TypedWords({ questions, values }: { questions: readonly Question[]; values: FormValues }) {
  const { t } = useText('respond');
  const declared = canonicalTag(values.language?.[0] ?? '') ?? UNDETERMINED;
  return (
    <section className="stack">
      <h2>{t('your_words')}</h2>
      <p>{t('not_open_kept')}</p>
      {questions.map(({ id }) => (
        <InTheirWords key={id} lang={declared === OTHER_LANGUAGE ? UNDETERMINED : declared}>
          {values[fieldOf(id)]?.[0]}
        </InTheirWords>
      ))}
    </section>
  );
}

/** The database or the disk cannot take it now. Needs nothing from them: everything typed travels in the page itself. */
export function UnavailablePage(props: {
  slug: string;
  sent: { token: string; step: string; values: FormValues } | null;
}) {
  const { t, lang } = useText('respond');
  const { slug, sent } = props;
  return (
    <>
      <h1>{t('unavailable_title')}</h1>
      <p className="lead">{t('unavailable_lead')}</p>
      {sent ? (
        <RespondForm slug={slug} token={sent.token} step={sent.step} values={sent.values}>
          <p>{t('unavailable_again')}</p>
          <div>
            <Button name="step" value={sent.step}>
              {t('try_again')}
            </Button>
          </div>
        </RespondForm>
      ) : (
        <p>
          <a href={paths.respond(lang, slug)}>{t('try_again')}</a>
        </p>
      )}
    </>
  );
}

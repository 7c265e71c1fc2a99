import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { toldBefore } from '~/rounds/told-before';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { PrintedAddress } from '~/routes/public/printed-address';
import { printedRound } from '~/routes/public/spoken-round.server';

export const handle: PageHandle = { title: 'script:sheet_title' };

export const loader = page('public', async ({ db, params, lang, today }) => {
  const { spoken, program, addresses } = await printedRound(db, params.slug ?? '', lang, today);
  const { round, questions, named } = spoken;
  return { round, questions, named, program, addresses };
});

/** To be handed out or hung up at a gathering: what is asked, what to know first, how to answer. */
export default function SheetPage() {
  const { round, program, addresses } = useLoaderData<typeof loader>();
  const { t, lang, date } = useText('script');
  const source = round.sourceLanguage;
  return (
    <>
      <div className="stack tight">
        <h1>
          <Words text={round.title} source={source} />
        </h1>
        <p className="lead">{t('sheet_lead')}</p>
        <p className="small soft unprinted">
          {t('how_to_print')} <a href={paths.round(lang, round.slug)}>{t('back')}</a>
        </p>
        <p className="small soft">
          {t('rounds:about_program')} <Words text={program} />
        </p>
        <WordsParagraph text={round.purpose} source={source} />
        <WordsParagraph text={round.outcome} source={source} />
        <p>
          <strong>{t('sheet_carry')}</strong>
        </p>
      </div>
      <Questions />
      <section className="stack tight">
        <h2>{t('how_to_answer')}</h2>
        <ul>
          <li>{t('by_site', { closes: date(round.closesOn) })}</li>
          <li>{t('by_hand')}</li>
          <li>{t('answered_by', { answer: date(round.answerBy) })}</li>
        </ul>
        <PrintedAddress addresses={addresses} />
      </section>
      <Risks />
    </>
  );
}

function Questions() {
  const { round, questions } = useLoaderData<typeof loader>();
  const { t } = useText('script');
  return (
    <section className="stack tight">
      <h2>{t('sheet_questions')}</h2>
      <ol>
        {questions.map(({ id, label }) => (
          <li key={id}>
            <Words text={label} source={round.sourceLanguage} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Risks() {
  const { named } = useLoaderData<typeof loader>();
  const { t } = useText('script');
  return toldBefore(named).map(({ id, title, texts }) => (
    <section key={id} className="stack tight">
      <h2>{t(title)}</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{t(text)}</li>
        ))}
      </ul>
    </section>
  ));
}

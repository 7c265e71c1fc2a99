import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import { urlTag } from '~/i18n/languages';
import { offersNews } from '~/news/news-list.server';
import { programById } from '~/programs/program-store.server';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { publicPhase, takesAddresses, takesAnswers } from '~/rounds/round';
import { recordingsToHear } from '~/rounds/listen.server';
import { ListenLinks } from '~/rounds/ui/ListenLinks';
import { ForGatherings } from '~/rounds/ui/ForGatherings';
import { BeforeYouAnswer } from '~/rounds/ui/BeforeYouAnswer';
import { PhaseTag } from '~/rounds/ui/PublicRoundList';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { spokenRound } from '~/routes/public/spoken-round.server';
import { ButtonLink } from '~/ui/Button';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'rounds:public_one_title' };

export const loader = page('public', async ({ db, params, lang, today }) => {
  const spoken = await spokenRound(db, params.slug ?? '', today);
  const program = spoken && (await programById(db, spoken.round.programId));
  if (!spoken || !program) throw notFound();
  const { round, questions, missionName, named } = spoken;
  return {
    round,
    phase: publicPhase(round, today),
    program: { slug: program.slug, title: program.title },
    missionName,
    named,
    recordings: takesAnswers(round, today) ? await recordingsToHear(db, spoken, lang, null) : [],
    order: questions.map(({ id }) => id),
    news: offersNews() && takesAddresses(round),
  };
});

/** What is asked, and everything to know before the first field. */
export default function PublicRound() {
  const { round, phase, program, missionName, named, recordings, order, news } = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  return (
    <>
      <div className="stack">
        <p>
          <PhaseTag phase={phase} />
        </p>
        <h1>
          <Words text={round.title} source={round.sourceLanguage} />
        </h1>
        <WordsParagraph text={round.purpose} source={round.sourceLanguage} />
        <p>
          {t('about_program')}{' '}
          <a href={paths.program(lang, program.slug)}>
            <Words text={program.title} />
          </a>
        </p>
      </div>
      <ListenLinks
        recordings={recordings}
        hrefOf={(id) => paths.roundRecording(lang, round.slug, id)}
        numberOf={(id) => order.indexOf(id) + 1}
      />
      {phase === 'open' ? (
        <BeforeYouAnswer
          {...{ round, missionName, named }}
          version={round.consentVersion}
          links={{ safety: paths.safety(lang), guidance: paths.guidance(lang) }}
        />
      ) : (
        <Over />
      )}
      {phase === 'open' && (
        <p>
          <ButtonLink href={paths.respond(lang, round.slug)}>{t('respond')}</ButtonLink>
        </p>
      )}
      {phase === 'open' && (
        <ForGatherings
          languages={round.languages}
          scriptHref={(language) => paths.roundScript(urlTag(language), round.slug)}
          sheetHref={(language) => paths.roundSheet(urlTag(language), round.slug)}
        />
      )}
      <p>
        {t('have_code')} <a href={paths.return(lang)}>{t('go_return')}</a>
      </p>
      {news && (
        <p>
          {t('news:from_round')} <a href={paths.roundNews(lang, round.slug)}>{t('news:go')}</a>
        </p>
      )}
    </>
  );
}

/** In neutral words: a pause for safety is not told apart from a closing. */
function Over() {
  const { round, phase } = useLoaderData<typeof loader>();
  const { t, lang, date } = useText('rounds');
  return (
    <Note title={t(`phase_title.${phase}`)}>
      <p>{t(`phase_says.${phase}`, { date: date(round.answerBy) })}</p>
      {phase === 'published' && (
        <p>
          <a href={paths.answer(lang, round.slug)}>{t('read_answers')}</a>
        </p>
      )}
    </Note>
  );
}

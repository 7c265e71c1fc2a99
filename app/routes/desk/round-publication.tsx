import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { FormGone } from '~/programs/ui/FormGone';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import { editionIn, languagesWithoutWords, publishingRefusal, takesWords } from '~/reports/publication';
import { preparePublication, publishRound } from '~/reports/publication-commands.server';
import { PublicationForms } from '~/reports/publication-input';
import { loadPublication, publishingCase } from '~/reports/publication-loading.server';
import { dropQuote } from '~/reports/quote-commands.server';
import { quotesOf } from '~/reports/quote-store.server';
import { buildReport } from '~/reports/report-building';
import { PublishForm, WordsForm } from '~/reports/ui/PublicationForms';
import { QuoteList } from '~/reports/ui/QuoteList';
import { ReportPage } from '~/reports/ui/ReportPage';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'reports:publication_title' };

export const loader = page('publication.prepare', async ({ db, staff, params }) => {
  const round = await thisRound(db, staff, params.slug);
  const over = { roundId: round.id, programId: round.programId };
  const loaded = await loadPublication(db, round);
  const published = editionIn(loaded.editions, 'published');
  const words = (loaded.draft ?? published)?.words ?? { introduction: {}, youSaid: {} };
  const missing = languagesWithoutWords(words, round.languages);
  return {
    token: formTokenFor(staff),
    round,
    words,
    missing,
    draft: loaded.draft && { edition: loaded.draft.edition },
    published: published && { edition: published.edition, publishedOn: published.publishedOn },
    quotes: await quotesOf(db, round.id),
    report: buildReport(loaded.material, words, missing),
    // Missing languages are accepted with a tick on the form itself.
    refusal: publishingRefusal(publishingCase(loaded, staff.accountId, true)),
    mayWrite: staff.may('publication.prepare', over) && takesWords(round),
    mayPublish: staff.may('publication.publish', over),
  };
});

export const action = change('publication.prepare', PublicationForms, async ({ staff, lang, params, read }, input) => {
  const round = await read((db) => thisRound(db, staff, params.slug));
  const here = paths.deskRoundPublication(lang, round.slug);
  if (input.intent === 'publish') {
    return after(await publishRound(staff, round.id, input), ({ slug }) => paths.answer(lang, slug), {
      'publication.languages_missing': 'acceptMissing',
    });
  }
  if (input.intent === 'drop_quote') return after(await dropQuote(staff, input.quote), here);
  return after(await preparePublication(staff, round.id, input), here);
});

export default function RoundPublication() {
  const { round, words, missing, report, published, draft, ...page } = useLoaderData<typeof loader>();
  const { t, lang, date } = useText('reports');
  const { cameBack } = useFormState('prepare');
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('rounds:desk_title'), href: paths.deskRounds(lang) },
          { label: t('back_to_round'), href: paths.deskRound(lang, round.slug) },
          { label: t('publication_title') },
        ]}
      />
      <h1>
        {t('publication_title')}: <Words text={round.title} source={round.sourceLanguage} />
      </h1>
      {published?.publishedOn && (
        <Note>
          <p>
            {t('edition_published', { number: published.edition, date: date(published.publishedOn) })}{' '}
            <a href={paths.answer(lang, round.slug)}>{t('read_published')}</a>
          </p>
        </Note>
      )}
      {(page.mayWrite || cameBack) && <WordsForm token={page.token} languages={round.languages} words={words} />}
      {page.mayWrite && <QuoteList token={page.token} quotes={page.quotes} />}
      <FormGone intent="publish" gone={!draft || !page.mayPublish} />
      {draft && page.mayPublish && <PublishForm {...page} languages={missing} />}
      <section className="card">
        <h2>{t('preview')}</h2>
        <ReportPage
          report={report}
          edition={draft?.edition ?? published?.edition ?? 1}
          publishedOn={published?.publishedOn ?? null}
          recordHref={paths.record(lang)}
          programHref={paths.program(lang, report.program.slug)}
          level={3}
        />
      </section>
    </>
  );
}

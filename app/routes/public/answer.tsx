import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import { publishedReport } from '~/reports/publication-store.server';
import { recordingsToHear } from '~/rounds/listen.server';
import { ListenLinks } from '~/rounds/ui/ListenLinks';
import { spokenRound } from '~/routes/public/spoken-round.server';
import { ReportPage } from '~/reports/ui/ReportPage';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'reports:answer_title' };

export const loader = page('public', async ({ db, params, lang, today }) => {
  const slug = params.slug ?? '';
  const published = await publishedReport(db, slug);
  const spoken = published && (await spokenRound(db, slug, today));
  if (!published || !spoken) throw notFound();
  const found = await recordingsToHear(db, spoken, lang, published.report);
  return { published, slug, recordings: found.filter(({ part }) => part === 'answers') };
});

export default function PublicAnswer() {
  const { published, slug, recordings } = useLoaderData<typeof loader>();
  const { lang } = useText();
  return (
    <>
      <ReportPage
        {...published}
        recordHref={paths.record(lang)}
        programHref={paths.program(lang, published.report.program.slug)}
      />
      <ListenLinks recordings={recordings} hrefOf={(id) => paths.roundRecording(lang, slug, id)} />
    </>
  );
}

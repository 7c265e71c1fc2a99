import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import { publishedReport } from '~/reports/publication-store.server';
import { ReportPage } from '~/reports/ui/ReportPage';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'reports:answer_title' };

export const loader = page('public', async ({ db, params }) => {
  const published = await publishedReport(db, params.slug ?? '');
  if (!published) throw notFound();
  return published;
});

export default function PublicAnswer() {
  const published = useLoaderData<typeof loader>();
  const { lang } = useText();
  return (
    <ReportPage
      {...published}
      recordHref={paths.record(lang)}
      programHref={paths.program(lang, published.report.program.slug)}
    />
  );
}

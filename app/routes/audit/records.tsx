import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { cursorText, readCursor } from '~/feedback/item-queue';
import { useText } from '~/i18n/I18n';
import { auditedRound, recordsOf } from '~/reports/audit-coverage-store.server';
import { figureOf } from '~/reports/audit-figures';
import { isId, readAsAuditor } from '~/reports/audit-store.server';
import { RecordList } from '~/reports/ui/RecordList';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'audit:records_title' };

export const loader = page('audit.read', async ({ missionId, params, url }) => {
  const figure = figureOf(params.figure);
  if (!figure) throw notFound();
  const wanted = url.searchParams.get('theme');
  const theme = wanted === 'none' || isId(wanted) ? wanted : null;
  const after = readCursor(url.searchParams.get('after'));
  return readAsAuditor(missionId, async (query) => {
    const round = await auditedRound(query, params.slug ?? '');
    if (!round) throw notFound();
    const found = await recordsOf(query, round.id, figure, { after, theme });
    const last = found.more ? found.records.at(-1) : undefined;
    return {
      ...found,
      round,
      theme,
      figure: { key: figure.key, unit: figure.unit },
      begun: after !== null,
      next: last ? cursorText({ on: last.day, id: last.id }) : null,
    };
  });
});

export default function AuditRecords() {
  const { round, figure, theme, next, begun, ...found } = useLoaderData<typeof loader>();
  const { t, lang } = useText('audit');
  const here = paths.auditRecords(lang, round.slug, figure.key);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('title'), href: paths.audit(lang) },
          { label: t('round_title'), href: paths.auditRound(lang, round.slug) },
          { label: t('records_title') },
        ]}
      />
      <RecordList
        {...found}
        figure={figure}
        traceHref={(point) => paths.auditTrace(lang, point)}
        firstHref={begun ? withQuery(here, { theme }) : undefined}
        nextHref={next ? withQuery(here, { theme, after: next }) : undefined}
      />
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import { auditedLanguages, auditedRound, auditedThemes, coverage } from '~/reports/audit-coverage-store.server';
import { auditedReprisals } from '~/reports/audit-reprisals-store.server';
import { readAsAuditor } from '~/reports/audit-store.server';
import { CoveragePage } from '~/reports/ui/CoveragePage';
import { ReprisalFigures } from '~/reports/ui/ReprisalFigures';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'audit:round_title' };

export const loader = page('audit.read', async ({ missionId, params }) =>
  readAsAuditor(missionId, async (query) => {
    const round = await auditedRound(query, params.slug ?? '');
    if (!round) throw notFound();
    return {
      round,
      figures: await coverage(query, round.id),
      themes: await auditedThemes(query, round.id),
      languages: await auditedLanguages(query, round.id),
      reprisals: await auditedReprisals(query, round.id),
    };
  }),
);

export default function AuditRound() {
  const { reprisals, ...data } = useLoaderData<typeof loader>();
  const { t, lang } = useText('audit');
  const records = (figure: string) => paths.auditRecords(lang, data.round.slug, figure);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('title'), href: paths.audit(lang) }, { label: t('round_title') }]} />
      <CoveragePage
        {...data}
        hrefOf={records}
        themeHref={(theme) => withQuery(records('points'), { theme: theme ?? 'none' })}
      />
      <ReprisalFigures figures={reprisals} />
    </>
  );
}

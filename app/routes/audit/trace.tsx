import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import { readAsAuditor } from '~/reports/audit-store.server';
import { traceOf } from '~/reports/trace-store.server';
import { TracePage } from '~/reports/ui/TracePage';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'audit:trace_title' };

export const loader = page('audit.read', async ({ missionId, params }) => {
  const trace = await readAsAuditor(missionId, (query) => traceOf(query, params.id ?? ''));
  if (!trace) throw notFound();
  return { trace };
});

export default function AuditTrace() {
  const { trace } = useLoaderData<typeof loader>();
  const { t, lang } = useText('audit');
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('title'), href: paths.audit(lang) },
          { label: t('round_title'), href: paths.auditRound(lang, trace.round.slug) },
          { label: t('trace_title') },
        ]}
      />
      <TracePage trace={trace} hrefOf={(point) => paths.auditTrace(lang, point)} />
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { auditedRounds } from '~/reports/audit-coverage-store.server';
import { readAsAuditor } from '~/reports/audit-store.server';
import { RoundList } from '~/reports/ui/RoundList';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'audit:title' };

export const loader = page('audit.read', async ({ missionId, today }) => ({
  rounds: await readAsAuditor(missionId, (query) => auditedRounds(query, today)),
}));

export default function AuditRounds() {
  const { rounds } = useLoaderData<typeof loader>();
  const { t, lang } = useText('audit');
  return (
    <>
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p className="soft">{t('lead')}</p>
      </div>
      <RoundList rounds={rounds} hrefOf={(slug) => paths.auditRound(lang, slug)} />
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { after, change, type StaffChangeContext } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { renewRoundKeys } from '~/rounds/round-key-commands.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';
import { keyList } from '~/vault/key-list.server';
import { enrolKey, revokeKeyAs } from '~/vault/officer-key-commands.server';
import { openerHash } from '~/vault/opener-file.server';
import { missingWraps, takeWraps } from '~/vault/rewrap-commands.server';
import { EnrolForm, RevokeForm, WrapsForm } from '~/vault/ui/KeyForms';
import { KeyTable } from '~/vault/ui/KeyTable';
import { VaultForms } from '~/vault/vault-input';

export const handle: PageHandle = { title: 'vault:keys_title' };

export const loader = page('vault.keys', async ({ db, staff, url, today, missionId }) => {
  const list = await keyList(db, staff, today);
  const revoking = list.keys.find(({ id, state }) => id === url.searchParams.get('revoke') && state === 'active');
  return {
    ...list,
    token: formTokenFor(staff),
    revoking: revoking ?? null,
    missing: await missingWraps(missionId),
    opener: openerHash(),
  };
});

/** A key that came or went changes what rounds may take: their keys are made anew at once, one by one. */
async function thenRenew(context: StaffChangeContext, result: Awaited<ReturnType<typeof revokeKeyAs>>) {
  if (result.ok) await renewRoundKeys(context.missionId);
  return after(result, paths.deskVault(context.lang));
}

export const action = change('vault.keys', VaultForms, async (context, input) => {
  const { staff, missionId, lang } = context;
  if (input.intent === 'revoke') return thenRenew(context, await revokeKeyAs(staff, input.key));
  if (input.intent === 'enrol') {
    const enrolled = await enrolKey(staff, input.certificate);
    return enrolled.ok ? thenRenew(context, { ok: true, value: undefined }) : enrolled;
  }
  const actor = { ...staff.actor('vault.keys'), missionId };
  return after(await takeWraps(actor, input.wraps), paths.deskVault(lang));
});

export default function Vault() {
  const { root, keys, revoking, missing, opener, token } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('vault');
  const form = useFormState();
  const here = paths.deskVault(lang);
  const counting = keys.filter(({ standing, kind }) => standing === 'counts' && kind === 'officer').length;
  const recovery = keys.some(({ standing, kind }) => standing === 'counts' && kind === 'recovery');
  return (
    <>
      <div className="stack tight">
        <h1>{t('keys_title')}</h1>
        <p className="soft">{t('keys_lead')}</p>
      </div>
      <ErrorSummary errors={form.summary} />
      {(counting < 2 || !recovery) && (
        <Note weight="care" title={t('anonymous_only_title')}>
          <p>{t('anonymous_only', { officers: number(counting) })}</p>
          {!recovery && <p>{t('no_recovery')}</p>}
        </Note>
      )}
      {revoking && <RevokeForm token={token} line={revoking} backHref={here} />}
      <KeyTable keys={keys} revokeHref={(id) => withQuery(here, { revoke: id })} />
      <Card title={t('root_title')}>
        <p>{t(root ? 'root_says' : 'root_none')}</p>
        {root && <bdi className="code">{root}</bdi>}
      </Card>
      <EnrolForm token={token} />
      <WrapsForm token={token} missing={missing} taskHref={paths.deskVaultTask(lang)} />
      <Card title={t('opener_title')}>
        <p>{t('opener_says')}</p>
        {opener ? (
          <>
            <p>
              <a href={paths.deskVaultOpener(lang)} download>
                {t('opener_save')}
              </a>
            </p>
            <bdi className="code">{opener}</bdi>
          </>
        ) : (
          <p>{t('opener_none')}</p>
        )}
      </Card>
    </>
  );
}

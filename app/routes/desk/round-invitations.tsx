import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { besideFields } from '~/auth/beside-fields';
import { change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { runtime } from '~/platform/runtime.server';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import { issueInvitations } from '~/rounds/invitation-commands.server';
import { InvitationForm } from '~/rounds/invitation-input';
import { batchesOf, spentOf } from '~/rounds/invitation-store.server';
import { BatchTable, IssueForm, Slips } from '~/rounds/ui/InvitationCards';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { entriesOf } from '~/vault/entry-store.server';

export const handle: PageHandle = { title: 'arrivals:invitations_title' };

export const loader = page('round.run', async ({ db, staff, params }) => {
  const { id, slug, title, sourceLanguage } = await thisRound(db, staff, params.slug);
  const entries = await entriesOf(db);
  return {
    token: formTokenFor(staff),
    round: { slug, title, sourceLanguage },
    batches: await batchesOf(db, id),
    spent: await spentOf(db, id),
    holders: entries
      .filter(({ state }) => state === 'kept')
      .map(({ id: entry, pseudonym }) => ({ id: entry, pseudonym })),
  };
});

/** Where a refused form is put right. */
const FIELDS = {
  'invitation.no_entry': 'entry',
  'invitation.too_many_to_one': 'entry',
  'invitation.too_many': 'count',
};

/** The codes stand in the answer to this one press and nowhere else. */
export const action = change('round.run', InvitationForm, async ({ staff, lang, params, read }, input) => {
  const { id, slug } = await read((db) => thisRound(db, staff, params.slug));
  const issued = await issueInvitations(staff, id, input);
  if (!issued.ok) return besideFields(issued, FIELDS);
  const { origin, onionOrigin } = runtime().config;
  const addresses = [origin, onionOrigin].flatMap((one) => (one ? [one + paths.respond(lang, slug)] : []));
  return json({ codes: issued.value, addresses });
});

export default function RoundInvitations() {
  const { round, batches, spent, holders, token } = useLoaderData<typeof loader>();
  const issued = useActionData() as { codes?: string[]; addresses?: string[] } | undefined;
  const { t, lang, number } = useText('arrivals');
  const form = useFormState('issue');
  return (
    <>
      <ErrorSummary errors={form.summary} />
      <Breadcrumbs
        crumbs={[
          { label: t('rounds:desk_title'), href: paths.deskRounds(lang) },
          { label: t('rounds:one_title'), href: paths.deskRound(lang, round.slug) },
          { label: t('invitations_title') },
        ]}
      />
      <div className="stack tight">
        <h1>{t('invitations_title')}</h1>
        <p>
          <Words text={round.title} source={round.sourceLanguage} />
        </p>
        <p className="soft">{t('invitations_lead')}</p>
      </div>
      {issued?.codes && <Slips codes={issued.codes} addresses={issued.addresses ?? []} />}
      <BatchTable batches={batches} holders={holders} />
      <p>{t('spent', { count: spent, number: number(spent) })}</p>
      <IssueForm token={token} holders={holders} form={form} />
    </>
  );
}

import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { inviteAccount } from '~/auth/account-commands.server';
import { invitationForm, roleWishOf } from '~/auth/account-input';
import { listAccounts } from '~/auth/account-store.server';
import { change } from '~/auth/change.server';
import { ownOriginOf } from '~/auth/own-origin.server';
import { page } from '~/auth/page.server';
import { forbidden, seeOther } from '~/auth/responses.server';
import { granterOf } from '~/auth/granter';
import { formTokenFor } from '~/auth/staff.server';
import { AccountTable } from '~/auth/ui/AccountTable';
import { InviteForm } from '~/auth/ui/InviteForm';
import { OneTimeLink } from '~/auth/ui/OneTimeLink';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { listMissions, missionById, missionBySlug } from '~/missions/mission-store.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'admin:accounts_title' };

export const loader = page('account.manage', async ({ db, staff, lang, today }) => {
  const granter = granterOf(staff);
  if (!granter) throw forbidden();
  const isWhole = granter.kind === 'installation';
  const accounts = await listAccounts(granter.kind === 'mission' ? granter.missionId : null);
  const missions = (await listMissions(db)).map(({ id, slug, name }) => ({
    id,
    slug,
    name: pickText(name, lang)?.text ?? slug,
  }));
  return { accounts, missions, isWhole, today, token: formTokenFor(staff) };
});

export const action = change('account.manage', invitationForm, async (context, input) => {
  const { request, staff, read, lang } = context;
  const granter = granterOf(staff);
  if (!granter) throw forbidden();
  const mission = await read((db) =>
    granter.kind === 'mission' ? missionById(db, granter.missionId) : missionBySlug(db, input.mission ?? ''),
  );
  if (!mission) return { ok: false, errors: [{ field: 'mission', key: 'forms:issue.invalid_choice' }] };
  const wish = { email: input.email, language: input.language, role: roleWishOf(input, mission.id) };
  const invited = await inviteAccount(granter, wish);
  if (!invited.ok) return invited;
  const { accountId, secret } = invited.value;
  if (secret === null) return seeOther(paths.adminAccount(lang, accountId));
  return json({ link: ownOriginOf(request) + paths.invitation(input.language, secret), email: input.email });
});

export default function Accounts() {
  const { accounts, missions, isWhole, today, token } = useLoaderData<typeof loader>();
  const sent = useActionData() as { link?: string; email?: string } | undefined;
  const { t, lang } = useText('admin');
  return (
    <>
      <h1>{t('accounts_title')}</h1>
      {sent?.link && <OneTimeLink link={sent.link} email={sent.email} />}
      <AccountTable
        accounts={accounts}
        missionNames={isWhole ? Object.fromEntries(missions.map(({ id, name }) => [id, name])) : null}
        hrefOf={(id) => paths.adminAccount(lang, id)}
      />
      <InviteForm missions={isWhole ? missions : null} today={today} token={token} />
    </>
  );
}

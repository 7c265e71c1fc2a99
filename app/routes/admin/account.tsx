import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { disableAccount, inviteAgain, reachOver } from '~/auth/account-commands.server';
import { accountForms, roleWishOf } from '~/auth/account-input';
import { chiefsOf } from '~/auth/account-store.server';
import { after, change } from '~/auth/change.server';
import { granterOf, isOwn, type Granter } from '~/auth/granter';
import { ownOriginOf } from '~/auth/own-origin.server';
import { page } from '~/auth/page.server';
import { forbidden, notFound } from '~/auth/responses.server';
import { isLive } from '~/auth/role-assignment';
import { endRole, grantRole } from '~/auth/role-commands.server';
import { scopesOf } from '~/auth/role-scope-store.server';
import { formTokenFor, type Staff } from '~/auth/staff.server';
import { visibleAccount } from '~/auth/visible-account.server';
import { AccountActions } from '~/auth/ui/AccountActions';
import { AccountStateTag } from '~/auth/ui/AccountStateTag';
import { GrantForm } from '~/auth/ui/GrantForm';
import { OneTimeLink } from '~/auth/ui/OneTimeLink';
import { RoleTable } from '~/auth/ui/RoleTable';
import { useText } from '~/i18n/I18n';
import { listMissions } from '~/missions/mission-store.server';
import type { Db } from '~/platform/db.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'admin:account_title' };

function admin(staff: Staff): Granter {
  const granter = granterOf(staff);
  if (!granter) throw forbidden();
  return granter;
}

/** The missions that roles can be given in here: the own one, or all. */
async function missionsFor(db: Db, granter: Granter) {
  const all = await listMissions(db);
  return granter.kind === 'mission' ? all.filter(({ id }) => id === granter.missionId) : all;
}

export const loader = page('account.manage', async ({ db, staff, params, today, url }) => {
  const granter = admin(staff);
  const found = await visibleAccount(granter, params.id ?? '');
  if (!found) throw notFound();
  const { account, shown, live } = found;
  const missions = await missionsFor(db, granter);
  const mission = missions.find(({ slug }) => slug === url.searchParams.get('mission')) ?? missions[0] ?? null;
  const places = [...new Set([mission?.id, ...shown.map(({ missionId }) => missionId)])].filter(
    (id) => typeof id === 'string',
  );
  const scopes = (await Promise.all(places.map(async (id) => ({ id, scopes: await scopesOf(id) })))).flatMap(
    ({ id, scopes }) => scopes.map((scope) => ({ ...scope, missionId: id })),
  );
  const chiefs = (await Promise.all(places.map((id) => chiefsOf(id)))).flat();
  return {
    account,
    roles: shown.map((role) => ({ ...role, mayEnd: isLive(role) && mayTake(granter, account.id, role.role) })),
    mission: mission?.id ?? null,
    missions: missions.map(({ id, slug, name }) => ({ id, slug, name })),
    isWhole: granter.kind !== 'mission',
    mayGrant: !isOwn(granter, account.id) && account.state !== 'disabled',
    reach: reachOver(granter, account, live),
    scopes,
    chiefs,
    today,
    token: formTokenFor(staff),
  };
});

const mayTake = (granter: Granter, accountId: string, role: string) =>
  !isOwn(granter, accountId) && (granter.kind !== 'mission' || role !== 'auditor');

export const action = change('account.manage', accountForms, async ({ request, staff, params, lang, read }, input) => {
  const granter = admin(staff);
  const found = await visibleAccount(granter, params.id ?? '');
  if (!found) throw notFound();
  const { account, shown } = found;
  const here = paths.adminAccount(lang, account.id);
  if (input.intent === 'grant') {
    const missions = await read((db) => missionsFor(db, granter));
    const mission = missions.find(({ slug }) => slug === input.mission);
    if (!mission) throw notFound();
    return after(await grantRole(granter, account.id, roleWishOf(input, mission.id)), here);
  }
  if (input.intent === 'end') {
    if (!shown.some(({ id }) => id === input.assignment)) throw notFound();
    return after(await endRole(granter, input.assignment), here);
  }
  if (input.intent === 'disable') return after(await disableAccount(granter, account.id), here);
  const invited = await inviteAgain(granter, account.id);
  if (!invited.ok || invited.value.secret === null) return after(invited, here);
  return json({ link: ownOriginOf(request) + paths.invitation(account.language, invited.value.secret) });
});

export default function AccountPage() {
  const { account, reach, roles, missions, mission, scopes, chiefs, isWhole, mayGrant, today, token } =
    useLoaderData<typeof loader>();
  const sent = useActionData() as { link?: string } | undefined;
  const { t, lang } = useText('admin');
  const place = missions.find(({ id }) => id === mission);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('accounts_title'), href: paths.admin(lang) }, { label: account.email }]} />
      <h1>
        <bdi>{account.email}</bdi> <AccountStateTag state={account.state} />
      </h1>
      {sent?.link && <OneTimeLink link={sent.link} email={account.email} />}
      <AccountActions token={token} {...reach} />
      <RoleTable {...{ roles, missions, scopes, chiefs, token }} showMission={isWhole} />
      {mayGrant && place && (
        <GrantForm
          mission={place}
          missions={isWhole ? missions : null}
          scopes={scopes.filter(({ missionId }) => missionId === place.id)}
          chiefs={chiefs.filter(({ accountId, missionId }) => accountId !== account.id && missionId === place.id)}
          today={today}
          token={token}
        />
      )}
    </>
  );
}

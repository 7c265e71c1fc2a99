import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { granterOf } from '~/auth/granter';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor, type Staff } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import type { Mission } from '~/missions/mission';
import { setRetention } from '~/missions/mission-commands.server';
import { retentionForm } from '~/missions/mission-input';
import { missionBySlug } from '~/missions/mission-store.server';
import { MissionFacts } from '~/missions/ui/MissionFacts';
import { RetentionForm } from '~/missions/ui/RetentionForm';
import type { Db } from '~/platform/db.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'admin:mission_title' };

/** Its settings are for admins, of the installation or its own, and for its chief; to all others it is not there. */
async function settingsOf(db: Db, staff: Staff, slug: string): Promise<Mission> {
  const mission = await missionBySlug(db, slug);
  const isOwn = mission?.id === staff.missionId && (staff.may('account.manage') || staff.may('mission.settings'));
  if (!mission || !(isOwn || granterOf(staff)?.kind === 'installation')) throw notFound();
  return mission;
}

export const loader = page('signed_in', async ({ db, staff, params }) => {
  const mission = await settingsOf(db, staff, params.slug ?? '');
  const maySet = mission.id === staff.missionId && staff.may('mission.settings');
  return { mission, maySet, isAdmin: staff.may('account.manage'), token: formTokenFor(staff) };
});

export const action = change('signed_in', retentionForm, async ({ staff, params, read, lang }, input) => {
  const mission = await read((db) => settingsOf(db, staff, params.slug ?? ''));
  return after(await setRetention(staff, mission.id, input), paths.adminMission(lang, mission.slug));
});

export default function MissionPage() {
  const { mission, maySet, isAdmin, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('admin');
  const name = pickText(mission.name, lang);
  const title = name?.text ?? mission.slug;
  return (
    <>
      {isAdmin && (
        <Breadcrumbs crumbs={[{ label: t('missions_title'), href: paths.adminMissions(lang) }, { label: title }]} />
      )}
      <h1 lang={name?.lang} dir={name?.dir}>
        {title}
      </h1>
      <MissionFacts mission={mission} />
      {maySet ? <RetentionForm mission={mission} token={token} /> : <p className="soft">{t('retention_by_chief')}</p>}
    </>
  );
}

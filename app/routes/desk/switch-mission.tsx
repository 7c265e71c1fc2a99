import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { missionsOf, rolesHeldOn } from '~/auth/account-store.server';
import { change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound, seeOther } from '~/auth/responses.server';
import { setSessionMission } from '~/auth/session.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { listMissions } from '~/missions/mission-store.server';
import { MissionChoice } from '~/missions/ui/MissionChoice';
import type { PageHandle } from '~/routes/page-handle';
import { startPage, wayBack } from '~/routes/sign-in/landing';

export const handle: PageHandle = { title: 'admin:choose_mission_title' };

export const loader = page('signed_in', async ({ db, staff, today, url }) => {
  const held = missionsOf(await rolesHeldOn(staff.accountId, today));
  const missions = (await listMissions(db)).filter(({ id }) => held.includes(id));
  const next = wayBack(url.searchParams.get('next'));
  return { missions, current: staff.missionId, next, token: formTokenFor(staff) };
});

const form = z.object({ mission: z.uuid(), next: z.string().max(2048).optional() });

export const action = change('signed_in', form, async ({ staff, today, lang }, { mission, next }) => {
  const held = (await rolesHeldOn(staff.accountId, today)).filter(
    ({ missionId }) => missionId === mission || missionId === null,
  );
  if (!held.some(({ missionId }) => missionId === mission)) throw notFound();
  await setSessionMission(staff.sessionId, mission);
  return seeOther(wayBack(next) ?? startPage(lang, held));
});

/** Which mission the session works for: nothing is ever seen of two at once. */
export default function SwitchMission() {
  const { missions, current, next, token } = useLoaderData<typeof loader>();
  const { t } = useText('admin');
  return (
    <>
      <h1>{t('choose_mission_title')}</h1>
      <MissionChoice missions={missions} current={current} next={next} token={token} />
    </>
  );
}

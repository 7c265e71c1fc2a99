import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { granterOf } from '~/auth/granter';
import { page } from '~/auth/page.server';
import { forbidden } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { createMission } from '~/missions/mission-commands.server';
import { missionForm, missionOf } from '~/missions/mission-input';
import { listMissions } from '~/missions/mission-store.server';
import { MissionForm } from '~/missions/ui/MissionForm';
import { MissionTable } from '~/missions/ui/MissionTable';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'admin:missions_title' };

export const loader = page('account.manage', async ({ db, staff }) => {
  const granter = granterOf(staff);
  const isWhole = granter?.kind === 'installation';
  const missions = (await listMissions(db)).filter(({ id }) => isWhole || id === staff.missionId);
  return { missions, isWhole, token: formTokenFor(staff) };
});

export const action = change('account.manage', missionForm, async ({ staff, lang }, input) => {
  const granter = granterOf(staff);
  if (granter?.kind !== 'installation') throw forbidden();
  return after(await createMission(granter, missionOf(input)), ({ slug }) => paths.adminMission(lang, slug));
});

export default function Missions() {
  const { missions, isWhole, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('admin');
  return (
    <>
      <h1>{t('missions_title')}</h1>
      <MissionTable missions={missions} hrefOf={(slug) => paths.adminMission(lang, slug)} />
      {isWhole && <MissionForm token={token} />}
    </>
  );
}

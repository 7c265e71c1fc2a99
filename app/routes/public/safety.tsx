import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { demandsByYear } from '~/missions/lawful-demand';
import { publishedDemands } from '~/missions/lawful-demand-store.server';
import { listMissions } from '~/missions/mission-store.server';
import { checkInYears } from '~/participants/check-in-store.server';
import { shownCount } from '~/reports/small-numbers';
import type { PageHandle } from '~/routes/page-handle';
import { SafetyPage } from '~/routes/public/safety-page';

export const handle: PageHandle = { title: 'public:safety.title' };

export const loader = page('public', async ({ db }) => {
  const missions = await listMissions(db);
  const counts = demandsByYear(await publishedDemands(db));
  const nameOf = (missionId: string) => missions.find(({ id }) => id === missionId)?.name ?? {};
  const checkIns = (await checkInYears(db)).map(({ missionId, year, answered, happened }) => ({
    mission: nameOf(missionId),
    year: String(year),
    answered: shownCount(answered),
    happened: shownCount(happened),
  }));
  return {
    demands: counts.map(({ missionId, year, count }) => ({ year, count, mission: nameOf(missionId) })),
    checkIns,
  };
});

export default function Safety() {
  return <SafetyPage {...useLoaderData<typeof loader>()} />;
}

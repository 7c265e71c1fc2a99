import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { PUBLIC_PHASES, publicPhase } from '~/rounds/round';
import { publicRounds } from '~/rounds/round-store.server';
import { PublicRoundList } from '~/rounds/ui/PublicRoundList';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'rounds:public_title' };

export const loader = page('public', async ({ db, today }) => ({ rounds: await publicRounds(db), today }));

/** Open consultations first, then those being answered, then those with their answers published. */
export default function PublicRounds() {
  const { rounds, today } = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  const groups = PUBLIC_PHASES.map((phase) => ({
    phase,
    rounds: rounds.filter((round) => publicPhase(round, today) === phase),
  }));
  return (
    <>
      <div className="stack tight">
        <h1>{t('public_title')}</h1>
        <p className="lead">{t('public_lead')}</p>
      </div>
      {groups
        .filter((group) => group.phase === 'open' || group.rounds.length > 0)
        .map((group) => (
          <section key={group.phase} className="stack">
            <h2>{t(`phase_heading.${group.phase}`)}</h2>
            <PublicRoundList
              rounds={group.rounds}
              today={today}
              hrefOf={(slug) => paths.round(lang, slug)}
              empty={t('none_open')}
            />
          </section>
        ))}
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { publicPhase } from '~/rounds/round';
import { publicRounds } from '~/rounds/round-store.server';
import { PublicRoundList } from '~/rounds/ui/PublicRoundList';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';

export const handle: PageHandle = { title: 'public:home.title' };

/** As many as fit one screen of a phone; the rest is one link away. */
const SHOWN = 5;

export const loader = page('public', async ({ db, today }) => {
  const open = (await publicRounds(db)).filter((round) => publicPhase(round, today) === 'open');
  const soonest = open.sort((one, other) => (one.closesOn < other.closesOn ? -1 : 1)).slice(0, SHOWN);
  return { rounds: soonest, today };
});

export default function Home() {
  const { t, lang } = useText('public');
  return (
    <>
      <div className="stack">
        <h1>{t('home.heading')}</h1>
        <p className="lead">{t('home.what_you_do')}</p>
        <p>{t('home.what_we_do')}</p>
        <p>{t('home.what_you_get')}</p>
      </div>
      <OpenRounds />
      <Card title={t('home.have_code')}>
        <p>{t('home.have_code_text')}</p>
        <ButtonLink href={paths.return(lang)} look="quiet">
          {t('home.return')}
        </ButtonLink>
      </Card>
      <section className="stack">
        <h2>{t('home.how_answers_look')}</h2>
        <p>{t('home.how_answers_text')}</p>
        <p>
          <a href={paths.answers(lang)}>{t('home.answers')}</a>
        </p>
      </section>
      <section className="stack">
        <h2>{t('home.before_you_write')}</h2>
        <p>
          <a href={paths.safety(lang)}>{t('home.safety')}</a>
        </p>
      </section>
    </>
  );
}

function OpenRounds() {
  const { t, lang } = useText('public');
  const { rounds, today } = useLoaderData<typeof loader>();
  return (
    <section className="stack">
      <h2>{t('home.open_rounds')}</h2>
      <PublicRoundList
        rounds={rounds}
        today={today}
        hrefOf={(slug) => paths.round(lang, slug)}
        empty={t('home.none_open')}
      />
      <p>
        <a href={paths.rounds(lang)}>{t('home.all_rounds')}</a>
      </p>
    </section>
  );
}

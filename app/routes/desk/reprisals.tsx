import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { reprisalLines } from '~/participants/reprisal-view.server';
import { ReprisalTable } from '~/routes/desk/reprisal-parts';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Figures } from '~/ui/Figures';

export const handle: PageHandle = { title: 'reprisals:title' };

export const loader = page('reprisal.handle', async ({ db, staff }) => reprisalLines(db, staff));

export default function Reprisals() {
  const { open, closed } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('reprisals');
  const late = open.filter(({ clock, overdue }) => overdue || (clock.hoursLeft !== null && clock.late));
  const hrefOf = (id: string) => paths.deskReprisal(lang, id);
  return (
    <>
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p className="soft">{t('lead')}</p>
      </div>
      <Figures
        figures={[
          { value: number(late.length), label: t('late_ones'), tone: late.length > 0 ? 'stop' : 'plain' },
          { value: number(open.length), label: t('open_ones') },
        ]}
      />
      <ReprisalTable lines={open} caption={t('open_cases')} empty={t('none_open')} hrefOf={hrefOf} />
      {closed.length > 0 && <ReprisalTable lines={closed} caption={t('closed_cases')} empty="" hrefOf={hrefOf} />}
    </>
  );
}

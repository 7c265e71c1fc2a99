import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { COUNT_LIMIT } from '~/feedback/item-queue';
import type { Waiting } from '~/routes/desk/item-waiting.server';
import { waitingFor } from '~/routes/desk/item-waiting.server';
import { MessagesUnread, RoundsClosing, SetApart } from '~/routes/desk/item-waiting';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { ButtonLink } from '~/ui/Button';
import { DataTable } from '~/ui/DataTable';
import { EmptyState } from '~/ui/EmptyState';
import { Figures, type Figure } from '~/ui/Figures';

export const handle: PageHandle = { title: 'desk:my_day.title' };

export const loader = page('signed_in', async ({ db, staff, today }) => ({
  waiting: staff.missionId ? await waitingFor(db, staff, today) : null,
}));

export default function MyDay() {
  const { waiting } = useLoaderData<typeof loader>();
  const { t, lang } = useText('desk');
  return (
    <>
      <h1>{t('my_day.title')}</h1>
      {waiting ? (
        <Day waiting={waiting} />
      ) : (
        <EmptyState text={t('my_day.no_mission')}>
          <ButtonLink href={paths.deskMission(lang)}>{t('choose_mission')}</ButtonLink>
        </EmptyState>
      )}
    </>
  );
}

function Day({ waiting }: { waiting: Waiting }) {
  const { t, lang } = useText('desk');
  return (
    <>
      <Signatures waiting={waiting} />
      {waiting.translator ? (
        <p>
          <ButtonLink href={paths.deskItems(lang)}>{t('my_day.texts')}</ButtonLink>
        </p>
      ) : (
        <States states={waiting.states} />
      )}
      <SetApart items={waiting.setApart} />
      <MessagesUnread messages={waiting.messages} />
      <RoundsClosing rounds={waiting.closing} />
    </>
  );
}

/** What one signature settles: rounds to approve, decisions to sign, answers to approve. */
function Signatures({ waiting }: { waiting: Waiting }) {
  const { t, lang, number } = useText('desk');
  const figure = (count: number | null, label: string, href: string): Figure[] =>
    count === null ? [] : [{ value: number(count), label, href, tone: count > 0 ? 'stop' : 'plain' }];
  const figures = [
    ...figure(waiting.reviews, t('my_day.rounds_to_approve'), paths.deskRounds(lang)),
    ...figure(waiting.toSign, t('my_day.decisions_to_sign'), paths.deskDecisions(lang)),
    ...figure(waiting.toApprove, t('my_day.answers_to_approve'), paths.deskRounds(lang)),
  ];
  return figures.length > 0 ? <Figures figures={figures} /> : null;
}

function States({ states }: { states: Waiting['states'] }) {
  const { t, lang, number } = useText('desk');
  const shown = (count: number) =>
    count > COUNT_LIMIT ? t('my_day.more_than', { number: number(COUNT_LIMIT) }) : number(count);
  return (
    <DataTable
      caption={t('my_day.waits_for_you')}
      rows={states}
      rowKey={({ state }) => state}
      empty={t('my_day.nothing_waits')}
      columns={[
        {
          key: 'state',
          header: t('my_day.state'),
          rowHeader: true,
          cell: ({ state }) => (
            <a href={withQuery(paths.deskItems(lang), { state })}>{t(`vocabulary:item_state.${state}`)}</a>
          ),
        },
        {
          key: 'late',
          header: t('my_day.late'),
          numeric: true,
          cell: ({ state, late }) =>
            late > 0 ? <a href={withQuery(paths.deskItems(lang), { state, late: 'yes' })}>{shown(late)}</a> : number(0),
        },
        { key: 'count', header: t('my_day.all'), numeric: true, cell: ({ count }) => shown(count) },
      ]}
    />
  );
}

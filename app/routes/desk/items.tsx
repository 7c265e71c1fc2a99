import { useLoaderData } from '@remix-run/react';
import type { Staff } from '~/auth/staff.server';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { themesOfRound } from '~/feedback/codebook-store.server';
import { COUNT_LIMIT, queueQuery, readQueueFilter, type QueueFilter } from '~/feedback/item-queue';
import { nextTexts } from '~/feedback/next-texts.server';
import { queueLines } from '~/feedback/queue-lines.server';
import { queueCount, queuePage, type QueueQuery } from '~/feedback/queue-store.server';
import { reachOf, seesLists, statesWaitingFor } from '~/feedback/reader';
import { NextTexts } from '~/feedback/ui/NextTexts';
import { QueueFilters } from '~/feedback/ui/QueueFilters';
import { QueueTable } from '~/feedback/ui/QueueTable';
import type { Day } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { readableRounds } from '~/routes/desk/item-rounds.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Pager } from '~/ui/Pager';

export const handle: PageHandle = { title: 'feedback:items_title' };

/** What a reader's filter asks for: their own states unless they chose, within their reach. */
function queryOf(staff: Staff, filter: QueueFilter, today: Day): QueueQuery {
  const waiting = statesWaitingFor((permission) => staff.may(permission));
  const states = filter.state === null ? waiting : filter.state === 'all' ? null : [filter.state];
  return { ...filter, states, reach: reachOf(staff.roles, 'item.read'), today };
}

async function queue(db: Db, staff: Staff, filter: QueueFilter, today: Day) {
  const query = queryOf(staff, filter, today);
  const rounds = await readableRounds(db, staff);
  const chosen = rounds.find(({ slug }) => slug === filter.round);
  const found = await queuePage(db, query);
  return {
    filter,
    lines: await queueLines(db, found.rows, today),
    count: await queueCount(db, query),
    next: found.next,
    previous: found.previous,
    choices: {
      rounds: rounds.map(({ slug, title }) => ({ slug, title })),
      languages: [...new Set(rounds.flatMap(({ languages }) => languages))].sort(),
      themes: chosen ? await themesOfRound(db, chosen.id) : [],
    },
  };
}

export const loader = page('item.read', async ({ db, staff, url, today }) => {
  if (!seesLists(staff.roles)) return { texts: await nextTexts(db, staff, today), queue: null };
  return { texts: [], queue: await queue(db, staff, readQueueFilter(url.searchParams), today) };
});

export default function Items() {
  const { texts, queue } = useLoaderData<typeof loader>();
  const { t, lang } = useText('feedback');
  const hrefOf = (id: string) => paths.deskItem(lang, id);
  return (
    <>
      <h1>{t('items_title')}</h1>
      {queue ? <Queue hrefOf={hrefOf} /> : <NextTexts texts={texts} hrefOf={hrefOf} />}
    </>
  );
}

function Queue({ hrefOf }: { hrefOf: (id: string) => string }) {
  const { queue } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('feedback');
  if (!queue) return null;
  const { filter, count, next, previous } = queue;
  const here = paths.deskItems(lang);
  const at = (place: Partial<QueueFilter>) =>
    withQuery(here, queueQuery({ ...filter, after: null, before: null, ...place }));
  const counted = count > COUNT_LIMIT ? t('many_items', { number: number(COUNT_LIMIT) }) : t('items', { count });
  return (
    <>
      <QueueFilters action={here} filter={filter} choices={queue.choices} />
      <p className="soft">{counted}</p>
      <QueueTable caption={t('items_title')} lines={queue.lines} empty={t('nothing_waits')} hrefOf={hrefOf} />
      <Pager
        previousHref={previous ? at({ before: previous }) : undefined}
        nextHref={next ? at({ after: next }) : undefined}
        shown={counted}
      />
    </>
  );
}

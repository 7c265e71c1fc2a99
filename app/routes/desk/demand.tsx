import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { DEMAND_WORKFLOW, GIVEN_KINDS } from '~/missions/lawful-demand';
import { moveDemand } from '~/missions/lawful-demand-commands.server';
import { DemandMoves } from '~/missions/lawful-demand-input';
import { demandById, demandSteps } from '~/missions/lawful-demand-store.server';
import { DemandDeeds } from '~/routes/desk/demand-forms';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { SummaryList } from '~/ui/SummaryList';
import { Tag } from '~/ui/Tag';
import { openEvents } from '~/workflow/workflow';

export const handle: PageHandle = { title: 'demands:one_title' };

export const loader = page('demand.register', async ({ db, staff, params }) => {
  const demand = await demandById(db, params.id ?? '');
  if (!demand) throw notFound();
  const { reviewedBy, decidedBy, missionId: _mission, ...shown } = demand;
  const open = openEvents(DEMAND_WORKFLOW, { ...demand, actorId: staff.accountId }, (one) => staff.may(one));
  return {
    token: formTokenFor(staff),
    demand: shown,
    reviewedByYou: reviewedBy === staff.accountId,
    decidedByYou: decidedBy === staff.accountId,
    steps: await demandSteps(db, staff, demand.id),
    events: open.filter(({ refusal }) => refusal === null).map(({ event }) => event),
    maySetGag: staff.may('demand.decide'),
  };
});

export const action = change('demand.register', DemandMoves, async ({ staff, lang, params }, input) => {
  const id = params.id ?? '';
  const result = await moveDemand(staff, id, input);
  if (!result.ok && result.refusal === 'lawful_demand.not_found') throw notFound();
  return after(result, paths.deskDemand(lang, id), { 'lawful_demand.wider': 'scope' });
});

export default function Demand() {
  const { demand, token, events, maySetGag } = useLoaderData<typeof loader>();
  const { t, lang } = useText('demands');
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('title'), href: paths.deskDemands(lang) }, { label: t('one_title') }]} />
      <div className="stack tight">
        <h1>{t(`authority_is.${demand.authority}`)}</h1>
        <p className="row">
          <Tag>{t(`state_is.${demand.state}`)}</Tag>
        </p>
      </div>
      <div className="two">
        <div className="stack">
          <DemandFacts />
          <DemandHistory />
        </div>
        <aside className="stack">
          <DemandDeeds {...{ token, demand, events, maySetGag }} />
        </aside>
      </div>
    </>
  );
}

function DemandFacts() {
  const { demand, reviewedByYou, decidedByYou } = useLoaderData<typeof loader>();
  const { t, date, number } = useText('demands');
  const given = GIVEN_KINDS.filter((kind) => demand.given[kind]);
  const decided = demand.state === 'answered' || demand.state === 'contested';
  return (
    <SummaryList
      rows={[
        { term: t('field.basis'), value: t(`basis_is.${demand.basis}`) },
        { term: t('field.scope'), value: t(`scope_is.${demand.scope}`) },
        { term: t('field.receivedOn'), value: date(demand.receivedOn) },
        { term: t('field.gagUntil'), value: demand.gagUntil ? date(demand.gagUntil) : t('no_gag') },
        ...(demand.decidedOn ? [{ term: t('decided_on'), value: date(demand.decidedOn) }] : []),
        ...(reviewedByYou ? [{ term: t('reviewed'), value: t('by_you') }] : []),
        ...(decidedByYou ? [{ term: t('decided'), value: t('by_you') }] : []),
        ...(decided && given.length === 0 ? [{ term: t('given'), value: t('nothing') }] : []),
        ...given.map((kind) => ({ term: t(`given_kind.${kind}`), value: number(demand.given[kind] ?? 0) })),
      ]}
    />
  );
}

function DemandHistory() {
  const { steps } = useLoaderData<typeof loader>();
  const { t, date } = useText('demands');
  return (
    <section className="stack tight">
      <h2>{t('history')}</h2>
      <ol className="stack tight">
        {steps.map(({ id, event, day, words, mine }) => (
          <li key={id}>
            <strong>{t(`done.${event}`)}</strong> <span className="soft">{date(day)}</span>{' '}
            {mine && <Tag>{t('by_you')}</Tag>}
            <p dir="auto">{words ?? t('words_gone')}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { DECISION_STATES } from '~/decisions/decision';
import { decisionLines } from '~/decisions/decision-store.server';
import { DecisionStateTag } from '~/decisions/ui/StateTags';
import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import { roundsOf } from '~/rounds/round-store.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { ButtonLink } from '~/ui/Button';
import { DataTable } from '~/ui/DataTable';
import { Filters } from '~/ui/Filters';
import { Select } from '~/ui/Select';
import { pickText } from '~/i18n/localized-text';

export const handle: PageHandle = { title: 'decisions:desk_title' };

export const loader = page('decision.read', async ({ db, staff, url }) => {
  const state = DECISION_STATES.find((one) => one === url.searchParams.get('state')) ?? null;
  const round = url.searchParams.get('round');
  const lines = await decisionLines(db, { state, round });
  const rounds = await roundsOf(db);
  return {
    state,
    round,
    decisions: lines.filter((one) => staff.may('decision.read', { programId: one.programId, roundId: one.roundId })),
    rounds: rounds.map(({ slug, title }) => ({ slug, title })),
    mayDraft: staff.may('decision.edit'),
  };
});

export default function Decisions() {
  const { decisions, mayDraft } = useLoaderData<typeof loader>();
  const { t, lang, date, number } = useText('decisions');
  return (
    <>
      <div className="stack tight">
        <h1>{t('desk_title')}</h1>
        <p className="soft">{t('desk_lead')}</p>
      </div>
      {mayDraft && (
        <p>
          <ButtonLink href={paths.deskDecisionNew(lang)}>{t('new')}</ButtonLink>
        </p>
      )}
      <DecisionFilters />
      <DataTable
        caption={t('desk_title')}
        captionHidden
        rows={decisions}
        rowKey={({ id }) => id}
        empty={t('none_yet')}
        stackable
        columns={[
          {
            key: 'outcome',
            header: t('decision'),
            rowHeader: true,
            cell: (one) => (
              <a href={paths.deskDecision(lang, one.id)}>
                {t('decision_number', { number: one.number })}:{' '}
                <Words text={one.outcome} source={one.round.sourceLanguage} />
              </a>
            ),
          },
          { key: 'state', header: t('state'), cell: ({ state }) => <DecisionStateTag state={state} /> },
          { key: 'level', header: t('level'), cell: ({ level }) => t(`vocabulary:decision_level.${level}`) },
          { key: 'program', header: t('program'), cell: ({ program }) => <Words text={program.title} /> },
          { key: 'changes', header: t('changes_short'), numeric: true, cell: ({ changes }) => number(changes) },
          { key: 'on', header: t('signed_on'), cell: ({ decidedOn }) => (decidedOn ? date(decidedOn) : '') },
        ]}
      />
    </>
  );
}

function DecisionFilters() {
  const { state, round, rounds } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  return (
    <Filters
      action={paths.deskDecisions(lang)}
      label={t('filter_label')}
      clearHref={state || round ? paths.deskDecisions(lang) : undefined}
    >
      <Select
        name="state"
        label={t('state')}
        value={state ?? ''}
        empty={t('all')}
        options={DECISION_STATES.map((value) => ({ value, label: t(`vocabulary:decision_state.${value}`) }))}
      />
      <Select
        name="round"
        label={t('round')}
        value={round ?? ''}
        empty={t('all')}
        options={rounds.map(({ slug, title }) => ({ value: slug, label: pickText(title, lang)?.text ?? slug }))}
      />
    </Filters>
  );
}

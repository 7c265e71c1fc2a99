import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { programsOf } from '~/programs/program-store.server';
import { Words } from '~/programs/ui/Words';
import { ROUND_STATES, type RoundState } from '~/rounds/round';
import { sizeOf } from '~/rounds/round-size';
import { roundsOf } from '~/rounds/round-store.server';
import { RoundStateTag } from '~/rounds/ui/RoundStateTag';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { ButtonLink } from '~/ui/Button';
import { DataTable } from '~/ui/DataTable';
import { Filters } from '~/ui/Filters';
import { Select } from '~/ui/Select';
import { Tag } from '~/ui/Tag';

export const handle: PageHandle = { title: 'rounds:desk_title' };

export const loader = page('round.read', async ({ db, staff, url, today }) => {
  const programs = new Map((await programsOf(db)).map((program) => [program.id, program]));
  const state = ROUND_STATES.find((one) => one === url.searchParams.get('state')) ?? null;
  const rounds = (await roundsOf(db)).flatMap((round) => {
    const program = programs.get(round.programId);
    if (!program || !staff.may('round.read', { roundId: round.id, programId: round.programId })) return [];
    return [{ ...round, program: program.title, size: sizeOf(round, program, program.country) }];
  });
  return {
    mayPrepare: staff.may('round.edit'),
    state,
    today,
    states: [...new Set(rounds.map((round) => round.state))],
    rounds: rounds.filter((round) => state === null || round.state === state),
  };
});

/** Whether what was promised for this day has not been done. */
function isLate(round: { state: RoundState; answerBy: string }, today: string): boolean {
  return round.answerBy < today && ['open', 'closed', 'synthesis'].includes(round.state);
}

export default function Rounds() {
  const { rounds, states, state, mayPrepare, today } = useLoaderData<typeof loader>();
  const { t, lang, date, number } = useText('rounds');
  return (
    <>
      <div className="stack tight">
        <h1>{t('desk_title')}</h1>
        <p className="soft">{t('desk_lead')}</p>
      </div>
      {mayPrepare && (
        <p>
          <ButtonLink href={paths.deskRoundNew(lang)}>{t('new')}</ButtonLink>
        </p>
      )}
      <Filters
        action={paths.deskRounds(lang)}
        label={t('filter_label')}
        clearHref={state ? paths.deskRounds(lang) : undefined}
      >
        <Select
          name="state"
          label={t('state')}
          value={state ?? ''}
          empty={t('all_states')}
          options={states.map((value) => ({ value, label: t(`vocabulary:round_state.${value}`) }))}
        />
      </Filters>
      <DataTable
        caption={t('desk_title')}
        captionHidden
        rows={rounds}
        rowKey={({ id }) => id}
        empty={state ? t('none_in_state') : t('none_yet')}
        columns={[
          {
            key: 'title',
            header: t('title'),
            rowHeader: true,
            cell: (round) => (
              <a href={paths.deskRound(lang, round.slug)}>
                <Words text={round.title} source={round.sourceLanguage} />
              </a>
            ),
          },
          { key: 'state', header: t('state'), cell: (round) => <RoundStateTag state={round.state} /> },
          { key: 'program', header: t('program'), cell: ({ program }) => <Words text={program} /> },
          { key: 'size', header: t('size'), cell: ({ size }) => t(`vocabulary:round_size.${size}`) },
          { key: 'people', header: t('people'), numeric: true, cell: (round) => number(round.expectedPeople) },
          {
            key: 'languages',
            header: t('languages'),
            cell: ({ languages }) => <bdi className="code">{languages.join(' ')}</bdi>,
          },
          { key: 'closes', header: t('closes_on'), cell: (round) => date(round.closesOn) },
          {
            key: 'answer',
            header: t('answer_by'),
            cell: (round) => (
              <>
                {date(round.answerBy)} {isLate(round, today) && <Tag tone="stop">{t('late')}</Tag>}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { byUrgency, COMMITMENT_EVENTS, COMMITMENT_WORKFLOW, daysLate, isOpen } from '~/decisions/commitment';
import { moveCommitment } from '~/decisions/commitment-commands.server';
import { commitmentLines } from '~/decisions/commitment-store.server';
import { MoveCommitment } from '~/decisions/decision-input';
import { CommitmentTable } from '~/decisions/ui/CommitmentTable';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Figures } from '~/ui/Figures';
import { HiddenFields } from '~/ui/HiddenFields';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';

export const handle: PageHandle = { title: 'decisions:commitments' };

export const loader = page('decision.read', async ({ db, staff, url, today }) => {
  const lines = (await commitmentLines(db)).filter(({ decision }) =>
    staff.may('decision.read', { programId: decision.programId, roundId: decision.roundId }),
  );
  const commitments = lines.sort(byUrgency(today));
  const moving = commitments.find(({ id }) => id === url.searchParams.get('move')) ?? null;
  return {
    token: formTokenFor(staff),
    today,
    commitments,
    mayKeep: staff.may('commitment.keep'),
    moving: moving && isOpen(moving) ? moving : null,
    event: COMMITMENT_EVENTS.find((one) => one === url.searchParams.get('event')) ?? null,
  };
});

/** Where a refused form is put right. */
const FIELDS = {
  'commitment.evidence_missing': 'evidence',
  'commitment.reason_missing': 'reason',
  'commitment.new_day_not_later': 'dueOn',
};

export const action = change('commitment.keep', MoveCommitment, async ({ staff, lang }, input) =>
  after(await moveCommitment(staff, input), paths.deskCommitments(lang), FIELDS),
);

export default function Commitments() {
  const { commitments, today, moving, mayKeep } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('decisions');
  const sent = useFormState();
  const open = commitments.filter(isOpen);
  const late = open.filter((one) => daysLate(one, today) > 0);
  return (
    <>
      <div className="stack tight">
        <h1>{t('commitments')}</h1>
        <p className="soft">{t('commitments_lead')}</p>
      </div>
      {moving ? <MoveForms /> : <ErrorSummary errors={sent.summary} />}
      <Figures
        figures={[
          { value: number(late.length), label: t('late_ones'), tone: late.length > 0 ? 'stop' : 'plain' },
          { value: number(open.length), label: t('open_ones') },
          { value: number(commitments.filter(({ state }) => state === 'kept').length), label: t('kept_ones') },
          { value: number(commitments.filter(({ state }) => state === 'broken').length), label: t('broken_ones') },
        ]}
      />
      <CommitmentTable
        commitments={commitments}
        caption={t('commitments')}
        today={today}
        source={({ working }) => working}
        empty={t('no_commitments_yet')}
        more={[
          {
            key: 'decision',
            header: t('decision'),
            cell: ({ decision, program, working }) => (
              <>
                <a href={paths.deskDecision(lang, decision.id)}>{t('decision_number', { number: decision.number })}</a>{' '}
                <span className="small soft">
                  <Words text={program} source={working} />
                </span>
              </>
            ),
          },
          ...(mayKeep
            ? [
                {
                  key: 'do',
                  header: t('actions'),
                  cell: (one: (typeof commitments)[number]) =>
                    isOpen(one) && (
                      <a href={withQuery(paths.deskCommitments(lang), { move: one.id })}>{t('move_on')}</a>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** What can be said of one commitment now; then the form for it, with the words it needs. */
function MoveForms() {
  const { moving, event } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  if (!moving) return null;
  const here = paths.deskCommitments(lang);
  const { cameBack } = useFormState();
  const events = COMMITMENT_EVENTS.filter((one) => COMMITMENT_WORKFLOW[one].from.includes(moving.state));
  return (
    <Card title={<Words text={moving.text} source={moving.working} />}>
      {event && (events.includes(event) || cameBack) ? (
        <MoveForm key={event} />
      ) : (
        <ul>
          {events.map((one) => (
            <li key={one}>
              <a href={withQuery(here, { move: moving.id, event: one })}>{t(`vocabulary:commitment_event.${one}`)}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={here}>{t('cancel')}</a>
      </p>
    </Card>
  );
}

function MoveForm() {
  const { token, moving, event } = useLoaderData<typeof loader>();
  const { t } = useText('decisions');
  const form = useFormState();
  const label = t(`vocabulary:commitment_event.${event}`);
  return (
    <form method="post" className="stack">
      <ErrorSummary errors={form.summary} />
      <h3>{label}</h3>
      <HiddenFields values={{ token, commitmentId: moving?.id, event: event ?? undefined }} />
      {event === 'keep' && (
        <TextArea
          name="evidence"
          rows={3}
          autoDir
          label={t('evidence')}
          hint={t('evidence_hint')}
          value={form.value('evidence')}
          error={form.error('evidence')}
        />
      )}
      {(event === 'break' || event === 'revise') && (
        <TextArea
          name="reason"
          rows={3}
          autoDir
          label={t('broken_reason')}
          value={form.value('reason')}
          error={form.error('reason')}
        />
      )}
      {event === 'revise' && (
        <TextField
          name="dueOn"
          type="date"
          short
          label={t('new_day')}
          value={form.value('dueOn')}
          error={form.error('dueOn')}
        />
      )}
      <div className="row">
        <Button look={event === 'break' ? 'stop' : 'main'}>{label}</Button>
      </div>
    </form>
  );
}

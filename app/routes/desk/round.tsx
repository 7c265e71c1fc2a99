import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { editRound } from '~/rounds/round-commands.server';
import { RoundForms } from '~/rounds/round-input';
import { extendRound, moveRound } from '~/rounds/move-commands.server';
import { roundOverview } from '~/rounds/overview-store.server';
import { GateList } from '~/rounds/ui/GateList';
import { LanguageTable } from '~/rounds/ui/LanguageTable';
import { MinorEditWaits } from '~/rounds/ui/MinorEditCard';
import { EditRoundForm, ExtendForm, ReasonForm } from '~/rounds/ui/RoundForms';
import { RoundMoves } from '~/rounds/ui/RoundMoves';
import { PeopleNeeded, Reasons, RoundSettingsList } from '~/rounds/ui/RoundSides';
import { RoundStateTag } from '~/rounds/ui/RoundStateTag';
import { RoundTimeline } from '~/rounds/ui/RoundTimeline';
import { eventHref, gateHref } from '~/routes/desk/round-links';
import { RoundWork } from '~/routes/desk/round-work';
import { roundWork } from '~/routes/desk/round-work.server';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Tag } from '~/ui/Tag';

export const handle: PageHandle = { title: 'rounds:one_title' };

export const loader = page('round.read', async ({ db, staff, params, url, today }) => {
  const round = await thisRound(db, staff, params.slug);
  return {
    token: formTokenFor(staff),
    form: url.searchParams.get('form'),
    work: roundWork(staff, round),
    mayRun: staff.may('round.run', { roundId: round.id, programId: round.programId }),
    ...(await roundOverview(db, round, staff, today)),
  };
});

/** Where a refused form is put right. */
const FIELDS = {
  'round.closing_day_past': 'closesOn',
  'round.not_an_extension': 'closesOn',
  'round.answer_before_closing': 'answerBy',
  'round.source_language_stays': 'languages',
  'round.reason_needed': 'reason',
};

export const action = change('round.read', RoundForms, async ({ staff, lang, params, read }, input) => {
  const { id, slug } = await read((db) => thisRound(db, staff, params.slug));
  const done = paths.deskRound(lang, slug);
  if (input.intent === 'extend') return after(await extendRound(staff, id, input), done, FIELDS);
  if (input.intent === 'edit') return after(await editRound(staff, id, input), done, FIELDS);
  const moved = await moveRound(staff, id, input.event, { unmet: [], reason: input.reason ?? '' });
  return after(moved, done, FIELDS);
});

export default function RoundPage() {
  const { round, program, size, languages, questions, minorEditWaits } = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('desk_title'), href: paths.deskRounds(lang) }, { label: t('one_title') }]} />
      <div className="stack tight">
        <h1>
          <Words text={round.title} source={round.sourceLanguage} />
        </h1>
        <p className="row">
          <RoundStateTag state={round.state} />
          <Tag>{t(`vocabulary:round_size.${size}`)}</Tag>
          <a href={paths.deskProgram(lang, program.slug)}>
            <Words text={program.title} />
          </a>
        </p>
      </div>
      <OpenForm />
      <div className="two">
        <div className="stack">
          <NextStep />
          <WordsParagraph text={round.purpose} source={round.sourceLanguage} />
          <LanguageTable
            rows={languages}
            source={round.sourceLanguage}
            textsHref={(language) => paths.deskRoundTexts(lang, round.slug, language)}
            previewHref={(language) => paths.deskRoundPreview(lang, round.slug, language)}
          />
          {minorEditWaits && <MinorEditWaits href={paths.deskRoundTexts(lang, round.slug, round.sourceLanguage)} />}
          <section className="stack tight">
            <h2>{t('questions')}</h2>
            <ol>
              {questions.map(({ id, kind, label }) => (
                <li key={id}>
                  <Words text={label} source={round.sourceLanguage} />{' '}
                  <span className="small soft">{t(`vocabulary:question_kind.${kind}`)}</span>
                </li>
              ))}
            </ol>
            <p>
              <a href={paths.deskRoundQuestions(lang, round.slug)}>{t('questions_open')}</a>
            </p>
          </section>
        </div>
        <Sides />
      </div>
    </>
  );
}

/** What comes next and what the reader can do about it. */
function NextStep() {
  const { round, events, unmet, next, token, beforeOpening, form: openForm } = useLoaderData<typeof loader>();
  const { t, lang, list } = useText('rounds');
  const form = useFormState('move');
  const hrefOf = gateHref(lang, round.slug);
  return (
    <Card title={t('next_step')}>
      {form.value('event') !== openForm && <ErrorSummary errors={form.summary} />}
      {next && (
        <p>
          {t('next_is', { act: t(`vocabulary:round_event.${next.event}`) })}{' '}
          {!next.mayYou && t('next_by', { roles: list(next.roles.map((role) => t(`roles:${role}`))) })}
        </p>
      )}
      {next && !next.mayYou && <GateList gates={unmet[next.event] ?? []} hrefOf={hrefOf} />}
      <RoundMoves {...{ token, events, unmet, hrefOf }} formHref={eventHref(lang, round.slug)} />
      {beforeOpening.length > 0 && (
        <details>
          <summary>{t('before_opening', { count: beforeOpening.length })}</summary>
          <GateList gates={beforeOpening} hrefOf={hrefOf} />
        </details>
      )}
    </Card>
  );
}

function Sides() {
  const { round, work, needed, reasons, mission, mayEdit, mayExtend, mayCopy, mayRun } = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  const here = paths.deskRound(lang, round.slug);
  return (
    <aside className="stack">
      <RoundWork slug={round.slug} may={work} />
      <Card title={t('where_it_stands')}>
        <RoundTimeline round={round} />
      </Card>
      <PeopleNeeded needed={needed} />
      <Card title={t('settings')}>
        <RoundSettingsList round={round} missionRetention={mission.retention} />
        <p className="row">
          <a href={paths.deskRoundRisk(lang, round.slug)}>{t('risk:title')}</a>
          <a href={paths.deskRoundRecordings(lang, round.slug)}>{t('recordings:title')}</a>
          {mayRun && <a href={paths.deskRoundInvitations(lang, round.slug)}>{t('arrivals:invitations_title')}</a>}
          {mayEdit && <a href={withQuery(here, { form: 'edit' })}>{t('edit_settings')}</a>}
          {mayExtend && <a href={withQuery(here, { form: 'extend' })}>{t('extend')}</a>}
          {mayCopy && <a href={withQuery(paths.deskRoundNew(lang), { copy: round.slug })}>{t('copy')}</a>}
          {round.openedOn && <a href={paths.round(lang, round.slug)}>{t('public_page')}</a>}
        </p>
      </Card>
      <Reasons reasons={reasons} />
    </aside>
  );
}

/** The one form that the address asks for. */
function OpenForm() {
  const { round, token, form, choices, ready, mayEdit, mayExtend, events } = useLoaderData<typeof loader>();
  const { lang } = useText('rounds');
  const props = { token, backHref: paths.deskRound(lang, round.slug) };
  const { cameBack } = useFormState(form === 'extend' || form === 'edit' ? form : 'move');
  if (form === 'pause' || form === 'cancel') {
    const may = cameBack || events.some(({ event }) => event === form);
    return may ? <ReasonForm {...props} event={form} /> : null;
  }
  if (form === 'extend' && (mayExtend || cameBack)) return <ExtendForm {...props} round={round} />;
  const edits = form === 'edit' && (mayEdit || cameBack);
  return edits ? <EditRoundForm {...props} {...{ round, choices, ready }} /> : null;
}

import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { draftDecision } from '~/decisions/decision-commands.server';
import { DraftDecision } from '~/decisions/decision-input';
import { MainFields, MoreFields } from '~/decisions/ui/DecisionFields';
import { WorkingField } from '~/decisions/ui/WorkingField';
import { wordErrors } from '~/decisions/words-input';
import { useText } from '~/i18n/I18n';
import { pickText } from '~/i18n/localized-text';
import { latestRevision } from '~/programs/program';
import { programElements } from '~/programs/program-store.server';
import { useFormState } from '~/programs/ui/form-state';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { roundById, roundsOf } from '~/rounds/round-store.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Select } from '~/ui/Select';
import { TextField } from '~/ui/TextField';

export const handle: PageHandle = { title: 'decisions:new' };

const WEIGHED = ['open', 'paused_for_safety', 'closed', 'synthesis', 'responded'];

export const loader = page('decision.edit', async ({ db, staff, url, today }) => {
  const mine = (await roundsOf(db)).filter(
    (round) =>
      WEIGHED.includes(round.state) && staff.may('decision.edit', { programId: round.programId, roundId: round.id }),
  );
  const round = mine.find(({ slug }) => slug === url.searchParams.get('round')) ?? null;
  const elements = round ? await programElements(db, round.programId) : [];
  const element = elements.find(({ id }) => id === url.searchParams.get('element')) ?? null;
  return {
    token: formTokenFor(staff),
    today,
    rounds: mine.map(({ slug, title }) => ({ slug, title })),
    round: round && {
      id: round.id,
      slug: round.slug,
      title: round.title,
      working: round.sourceLanguage,
      languages: round.languages,
    },
    elements: elements.map(({ id, number, title }) => ({ id, number, title })),
    element: element && {
      id: element.id,
      number: element.number,
      title: element.title,
      text: latestRevision(element)?.text ?? {},
    },
    chosen: url.searchParams.has('element'),
  };
});

export const action = change('decision.edit', DraftDecision, async ({ staff, lang, read }, input) => {
  const round = await read((db) => roundById(db, input.roundId));
  if (!round) throw notFound();
  const { question, outcome, rationale, after: text } = input;
  const errors = wordErrors(
    { question, outcome, rationale, ...(input.elementId && { after: text }) },
    round.sourceLanguage,
  );
  if (errors.length > 0) return { ok: false, errors };
  return after(await draftDecision(staff, input), ({ id }) => paths.deskDecision(lang, id));
});

export default function DecisionNew() {
  const { round, chosen } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('desk_title'), href: paths.deskDecisions(lang) }, { label: t('new') }]} />
      <div className="stack tight">
        <h1>{t('new')}</h1>
        <p className="soft">{t('new_lead')}</p>
      </div>
      {round && chosen ? <FiveFields round={round} /> : <Choose />}
    </>
  );
}

/** First the round and what changes: then the form can show the text as it is. */
function Choose() {
  const { rounds, round, elements } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  return (
    <form method="get" className="stack">
      <Select
        name="round"
        label={t('about_round')}
        value={round?.slug ?? ''}
        empty={t('choose')}
        options={rounds.map(({ slug, title }) => ({ value: slug, label: pickText(title, lang)?.text ?? slug }))}
      />
      {round && (
        <Select
          name="element"
          label={t('what_changes')}
          hint={t('what_changes_hint')}
          empty={t('changes_nothing')}
          options={elements.map(({ id, number, title }) => ({
            value: id,
            label: `${number} · ${pickText(title, lang)?.text ?? ''}`,
          }))}
        />
      )}
      <div className="row">
        <Button>{t('continue')}</Button>
      </div>
    </form>
  );
}

type ChosenRound = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['round']>;

/** The five fields of a decision; whatever more is needed is folded away below them. */
function FiveFields({ round }: { round: ChosenRound }) {
  const { token, element, today } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  const form = useFormState();
  const working = round.working;
  return (
    <form method="post" className="stack">
      <ErrorSummary errors={form.summary} />
      <HiddenFields values={{ token, roundId: round.id, elementId: element?.id }} />
      <p>
        {t('about_round')}: <Words text={round.title} source={working} />{' '}
        <a href={paths.deskDecisionNew(lang)}>{t('choose_another')}</a>
      </p>
      <MainFields {...{ form, working }} />
      {element && (
        <>
          <section className="stack tight">
            <h2>
              {t('text_before')} <bdi>({element.number})</bdi>
            </h2>
            <WordsParagraph text={element.text} lang={working} />
          </section>
          <WorkingField
            name="after"
            label={t('text_after')}
            hint={t('text_after_hint')}
            rows={6}
            {...{ form, working }}
            value={element.text}
          />
          <TextField
            name="effectiveOn"
            type="date"
            short
            label={t('effective_on')}
            hint={t('effective_on_hint')}
            value={form.value('effectiveOn', today)}
            error={form.error('effectiveOn')}
          />
        </>
      )}
      <MoreFields
        {...{ form, working }}
        languages={round.languages}
        more={element ? [{ name: 'after', label: t('text_after') }] : []}
      />
      <div className="row">
        <Button>{t('save_draft')}</Button>
      </div>
    </form>
  );
}

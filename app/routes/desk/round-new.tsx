import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { addDays } from '~/platform/day';
import { programsOf } from '~/programs/program-store.server';
import { useFormState } from '~/programs/ui/form-state';
import { LocalizedFields } from '~/programs/ui/LocalizedFields';
import { Words } from '~/programs/ui/Words';
import { CONSENT_LANGUAGES } from '~/rounds/consent-texts';
import { createRound } from '~/rounds/round-commands.server';
import { CreateRound } from '~/rounds/round-input';
import { DAYS_OPEN } from '~/rounds/round-gates';
import { roundForDesk } from '~/rounds/round-store.server';
import { ROUND_TEMPLATES, suggestedTitle } from '~/rounds/templates';
import { SettingsFields } from '~/rounds/ui/SettingsFields';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button, ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'rounds:new' };

/** Days from the closing day until everybody is answered, as a first suggestion: decide 30 d, answer 10 d (G02). */
const DAYS_TO_ANSWER = 40;
/** What most rounds begin with. */
const PEOPLE = 25;

export const loader = page('round.edit', async ({ db, staff, url, today }) => {
  const programs = (await programsOf(db)).filter(({ id }) => staff.may('round.edit', { programId: id }));
  const former = await roundForDesk(db, url.searchParams.get('copy') ?? '');
  const wanted = programs.find(({ slug, id }) => slug === url.searchParams.get('program') || id === former?.programId);
  const program = wanted ?? (programs.length === 1 ? programs[0]! : null);
  const template = ROUND_TEMPLATES[0]!;
  const languages = former?.languages ?? template.languages;
  const closesOn = addDays(today, DAYS_OPEN);
  return {
    token: formTokenFor(staff),
    programs,
    program,
    copyOf: former?.slug ?? null,
    template: template.id,
    titles: former?.title ?? (program && suggestedTitle(template, program.title, CONSENT_LANGUAGES)) ?? {},
    choices: CONSENT_LANGUAGES,
    ready: former ? former.languages : template.languages,
    settings: {
      languages,
      expectedPeople: former?.expectedPeople ?? PEOPLE,
      decidesLethal: former?.decidesLethal ?? false,
      closesOn,
      answerBy: addDays(closesOn, DAYS_TO_ANSWER),
    },
  };
});

export const action = change('round.edit', CreateRound, async ({ staff, lang }, input) =>
  after(await createRound(staff, input, { writesIn: lang }), ({ slug }) => paths.deskRound(lang, slug), {
    'round.closing_day_past': 'closesOn',
    'round.title_needed': `title.${input.languages.includes(lang) ? lang : input.languages[0]}`,
  }),
);

export default function RoundNew() {
  const { program } = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('desk_title'), href: paths.deskRounds(lang) }, { label: t('new') }]} />
      <h1>{t('new')}</h1>
      {program ? <NewRoundForm /> : <ChooseProgram />}
    </>
  );
}

function ChooseProgram() {
  const { programs } = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  if (programs.length === 0) {
    return (
      <EmptyState text={t('no_program_yet')}>
        <ButtonLink href={paths.deskProgramNew(lang)}>{t('programs:enrol')}</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <section className="stack">
      <h2>{t('which_program')}</h2>
      <ul className="stack" role="list">
        {programs.map(({ id, slug, title }) => (
          <li key={id} className="card">
            <a href={withQuery(paths.deskRoundNew(lang), { program: slug })}>
              <Words text={title} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NewRoundForm() {
  const { token, program, copyOf, template, titles, settings, choices, ready } = useLoaderData<typeof loader>();
  const { t } = useText('rounds');
  const form = useFormState();
  return (
    <>
      <ErrorSummary errors={form.summary} />
      <Note title={copyOf ? t('from_former') : t('from_template')}>
        <p>{copyOf ? t('from_former_says') : t('from_template_says')}</p>
      </Note>
      <form method="post" className="stack">
        <HiddenFields values={{ token, programId: program?.id, ...(copyOf ? { copyOf } : { template }) }} />
        <p>
          {t('program')}: <Words text={program?.title ?? {}} />
        </p>
        <LocalizedFields
          name="title"
          label={t('title')}
          hint={t('title_hint')}
          languages={choices}
          form={form}
          value={titles}
        />
        <SettingsFields {...{ form, settings, choices, ready }} />
        <div className="row">
          <Button>{t('create')}</Button>
        </div>
      </form>
    </>
  );
}

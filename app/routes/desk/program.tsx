import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { SOURCE_LANGUAGE } from '~/i18n/languages';
import { addElement, reviseElement } from '~/programs/element-commands.server';
import { WRITING_LANGUAGES } from '~/programs/writing-languages';
import { editProgram, rateCountry } from '~/programs/program-commands.server';
import { ProgramForms } from '~/programs/program-input';
import { programBySlug, programElements } from '~/programs/program-store.server';
import { ElementTexts } from '~/programs/ui/ElementTexts';
import { ProgramFacts } from '~/programs/ui/ProgramFacts';
import { AddElementForm, EditProgramForm, RateCountryForm, ReviseElementForm } from '~/programs/ui/ProgramForms';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { roundsOf } from '~/rounds/round-store.server';
import { RoundLinks } from '~/rounds/ui/RoundLinks';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';

export const handle: PageHandle = { title: 'programs:one_title' };

export const loader = page('program.read', async ({ db, staff, params, url, today }) => {
  const program = await programBySlug(db, params.slug ?? '');
  if (!program || !staff.may('program.read', { programId: program.id })) throw notFound();
  const over = { programId: program.id };
  const rounds = (await roundsOf(db)).filter((round) => round.programId === program.id);
  const mayEdit = staff.may('program.edit', over);
  return {
    token: formTokenFor(staff),
    languages: WRITING_LANGUAGES,
    today,
    program,
    elements: await programElements(db, program.id),
    rounds: rounds.filter((round) => staff.may('round.read', { ...over, roundId: round.id })),
    mayEdit,
    mayPrepare: staff.may('round.edit', over),
    form: mayEdit ? url.searchParams.get('form') : null,
    elementId: url.searchParams.get('element'),
  };
});

/** Where a refused form is put right. */
const FIELDS = {
  'program.rating_in_future': 'civicSpaceOn',
  'program_element.number_taken': 'number',
  'program_element.same_text': `text.${SOURCE_LANGUAGE}`,
};

export const action = change('program.edit', ProgramForms, async ({ staff, lang, params, read }, input) => {
  const program = await read((db) => programBySlug(db, params.slug ?? ''));
  if (!program) throw notFound();
  const done = paths.deskProgram(lang, program.slug);
  if (input.intent === 'edit') return after(await editProgram(staff, program.id, input), done);
  if (input.intent === 'rate') return after(await rateCountry(staff, program.country.id, input), done, FIELDS);
  if (input.intent === 'add') return after(await addElement(staff, program.id, input), done, FIELDS);
  return after(await reviseElement(staff, program.id, input), done, FIELDS);
});

export default function ProgramPage() {
  const { program, elements, mayEdit, today, rounds, mayPrepare } = useLoaderData<typeof loader>();
  const { t, lang } = useText('programs');
  const here = paths.deskProgram(lang, program.slug);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('page_title'), href: paths.deskPrograms(lang) }, { label: t('one_title') }]} />
      <h1>
        <Words text={program.title} />
      </h1>
      <OpenForm />
      <div className="two">
        <div className="stack">
          <WordsParagraph text={program.description} />
          <h2>{t('elements')}</h2>
          {elements.length === 0 && <EmptyState text={t('no_elements')} />}
          {elements.map((element) => (
            <ElementTexts key={element.id} element={element} today={today}>
              {mayEdit && (
                <p>
                  <a href={withQuery(here, { form: 'revise', element: element.id })}>{t('revise')}</a>
                </p>
              )}
            </ElementTexts>
          ))}
          {mayEdit && (
            <p>
              <ButtonLink look="quiet" href={withQuery(here, { form: 'add' })}>
                {t('add_element')}
              </ButtonLink>
            </p>
          )}
        </div>
        <aside className="stack">
          <Card title={t('facts')}>
            <ProgramFacts program={program} />
            {mayEdit && (
              <p className="row">
                <a href={withQuery(here, { form: 'edit' })}>{t('edit')}</a>
                <a href={withQuery(here, { form: 'rate' })}>{t('rate')}</a>
              </p>
            )}
          </Card>
          <Card title={t('rounds')}>
            <RoundLinks rounds={rounds} hrefOf={(slug) => paths.deskRound(lang, slug)} empty={t('no_rounds')} />
            {mayPrepare && (
              <p>
                <ButtonLink href={withQuery(paths.deskRoundNew(lang), { program: program.slug })}>
                  {t('new_round')}
                </ButtonLink>
              </p>
            )}
          </Card>
        </aside>
      </div>
    </>
  );
}

/** The one form that the address asks for. */
function OpenForm() {
  const { program, elements, token, languages, today, form, elementId } = useLoaderData<typeof loader>();
  const { lang } = useText('programs');
  const element = elements.find((one) => one.id === elementId);
  const props = { token, languages, today, backHref: paths.deskProgram(lang, program.slug) };
  if (form === 'edit') return <EditProgramForm {...props} program={program} />;
  if (form === 'rate') return <RateCountryForm {...props} program={program} />;
  if (form === 'add') return <AddElementForm {...props} />;
  return form === 'revise' && element ? <ReviseElementForm {...props} element={element} /> : null;
}

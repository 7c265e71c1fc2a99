import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import { programBySlug, programElements } from '~/programs/program-store.server';
import { ElementTexts } from '~/programs/ui/ElementTexts';
import { ProgramFacts } from '~/programs/ui/ProgramFacts';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { publicRounds } from '~/rounds/round-store.server';
import { PublicRoundList } from '~/rounds/ui/PublicRoundList';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { EmptyState } from '~/ui/EmptyState';

export const handle: PageHandle = { title: 'programs:one_title' };

export const loader = page('public', async ({ db, params, today }) => {
  const program = await programBySlug(db, params.slug ?? '');
  if (!program) throw notFound();
  const rounds = (await publicRounds(db)).filter((round) => round.programId === program.id);
  return { program, elements: await programElements(db, program.id), rounds, today };
});

export default function PublicProgram() {
  const { program, elements, rounds, today } = useLoaderData<typeof loader>();
  const { t, lang } = useText('programs');
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('page_title'), href: paths.programs(lang) }, { label: t('one_title') }]} />
      <div className="stack">
        <h1>
          <Words text={program.title} />
        </h1>
        <WordsParagraph text={program.description} />
      </div>
      <ProgramFacts program={program} />
      <section className="stack">
        <h2>{t('rounds')}</h2>
        <PublicRoundList
          rounds={rounds}
          today={today}
          hrefOf={(slug) => paths.round(lang, slug)}
          empty={t('no_rounds')}
        />
      </section>
      <section className="stack">
        <h2>{t('elements')}</h2>
        <p className="soft">{t('elements_lead')}</p>
        {elements.length === 0 && <EmptyState text={t('no_elements')} />}
        {elements.map((element) => (
          <ElementTexts key={element.id} element={element} today={today} />
        ))}
      </section>
    </>
  );
}

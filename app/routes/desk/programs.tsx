import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { programsOf } from '~/programs/program-store.server';
import { CivicSpaceTag } from '~/programs/ui/CivicSpaceTag';
import { Words } from '~/programs/ui/Words';
import { roundsOf } from '~/rounds/round-store.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { ButtonLink } from '~/ui/Button';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

export const handle: PageHandle = { title: 'programs:page_title' };

export const loader = page('program.read', async ({ db, staff }) => {
  const programs = await programsOf(db);
  const rounds = await roundsOf(db);
  return {
    mayEdit: staff.may('program.edit'),
    programs: programs
      .filter((program) => staff.may('program.read', { programId: program.id }))
      .map((program) => ({ ...program, rounds: rounds.filter((round) => round.programId === program.id).length })),
  };
});

export default function Programs() {
  const { programs, mayEdit } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('programs');
  return (
    <>
      <div className="stack tight">
        <h1>{t('page_title')}</h1>
        <p className="soft">{t('desk_lead')}</p>
      </div>
      {mayEdit && (
        <p>
          <ButtonLink href={paths.deskProgramNew(lang)}>{t('enrol')}</ButtonLink>
        </p>
      )}
      <DataTable
        caption={t('page_title')}
        captionHidden
        rows={programs}
        rowKey={({ id }) => id}
        empty={t('none_yet')}
        columns={[
          {
            key: 'title',
            header: t('title'),
            rowHeader: true,
            cell: ({ slug, title }) => (
              <a href={paths.deskProgram(lang, slug)}>
                <Words text={title} />
              </a>
            ),
          },
          { key: 'country', header: t('country'), cell: ({ country }) => <Words text={country.name} /> },
          {
            key: 'space',
            header: t('civic_space'),
            cell: ({ country }) => <CivicSpaceTag level={country.civicSpace} />,
          },
          {
            key: 'stage',
            header: t('stage'),
            cell: ({ stage, overlay }) => (
              <>
                {t(`vocabulary:program_stage.${stage}`)}{' '}
                {overlay !== 'normal' && <Tag tone="stop">{t(`vocabulary:program_overlay.${overlay}`)}</Tag>}
              </>
            ),
          },
          { key: 'unit', header: t('unit_type'), cell: ({ unitType }) => t(`vocabulary:unit_type.${unitType}`) },
          { key: 'rounds', header: t('rounds'), numeric: true, cell: ({ rounds }) => number(rounds) },
        ]}
      />
    </>
  );
}

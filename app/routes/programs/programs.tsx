import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { programsOf } from '~/programs/program-store.server';
import { CivicSpaceTag } from '~/programs/ui/CivicSpaceTag';
import { Words } from '~/programs/ui/Words';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { EmptyState } from '~/ui/EmptyState';
import { Tag } from '~/ui/Tag';

export const handle: PageHandle = { title: 'programs:page_title' };

export const loader = page('public', async ({ db }) => ({ programs: await programsOf(db) }));

export default function PublicPrograms() {
  const { programs } = useLoaderData<typeof loader>();
  const { t, lang } = useText('programs');
  return (
    <>
      <div className="stack tight">
        <h1>{t('page_title')}</h1>
        <p className="lead">{t('public_lead')}</p>
      </div>
      {programs.length === 0 && <EmptyState text={t('none_public')} />}
      <ul className="stack" role="list">
        {programs.map((program) => (
          <li key={program.id} className="card">
            <h2>
              <a href={paths.program(lang, program.slug)}>
                <Words text={program.title} />
              </a>
            </h2>
            <p className="row">
              <Words text={program.country.name} />
              <Tag>{t(`vocabulary:program_stage.${program.stage}`)}</Tag>
              <span className="small soft">
                {t('civic_space')}: <CivicSpaceTag level={program.country.civicSpace} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

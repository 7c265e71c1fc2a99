import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { Words } from '~/programs/ui/Words';
import { publishedLines } from '~/reports/publication-store.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { EmptyState } from '~/ui/EmptyState';

export const handle: PageHandle = { title: 'reports:answers_title' };

export const loader = page('public', async ({ db }) => ({ published: await publishedLines(db) }));

/** Every round whose answers are published, newest first. */
export default function PublicAnswers() {
  const { published } = useLoaderData<typeof loader>();
  const { t, lang, date } = useText('reports');
  return (
    <>
      <div className="stack tight">
        <h1>{t('answers_title')}</h1>
        <p className="lead">{t('answers_lead')}</p>
      </div>
      {published.length === 0 && <EmptyState text={t('answers_empty')} />}
      <ul className="stack" role="list">
        {published.map((round) => (
          <li key={round.slug} className="card">
            <h2>
              <a href={paths.answer(lang, round.slug)}>
                <Words text={round.title} source={round.sourceLanguage} />
              </a>
            </h2>
            <p className="small soft">
              <Words text={round.program} /> · {t('published_on', { date: date(round.publishedOn) })}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

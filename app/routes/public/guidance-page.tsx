import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { useText } from '~/i18n/I18n';
import type { PageHandle } from '~/routes/page-handle';
import { GuidanceList } from '~/routes/public/guidance-parts';
import { GUIDANCE } from '~/routes/public/guidance-topics';

export const handle: PageHandle = { title: 'guidance:title' };

export const loader = page('public', async ({ params }) => {
  const topic = GUIDANCE.find(({ path }) => path === params.topic);
  if (!topic) throw notFound();
  return { topic };
});

/** One danger, in short pieces under headings; prints on one sheet. */
export default function GuidancePage() {
  const { topic } = useLoaderData<typeof loader>();
  const { t } = useText('guidance');
  return (
    <>
      <div className="stack">
        <h1>{t(`topics.${topic.id}.title`)}</h1>
        <p className="lead">{t(`topics.${topic.id}.lead`)}</p>
      </div>
      {topic.pieces.map(({ id, lines }) => (
        <section key={id} className="stack tight">
          <h2>{t(`topics.${topic.id}.${id}.title`)}</h2>
          <ul>
            {Array.from({ length: lines }, (_, at) => (
              <li key={at}>{t(`topics.${topic.id}.${id}.${at + 1}`)}</li>
            ))}
          </ul>
        </section>
      ))}
      <nav className="stack tight" aria-label={t('title')}>
        <h2>{t('more')}</h2>
        <GuidanceList without={topic.path} />
      </nav>
    </>
  );
}

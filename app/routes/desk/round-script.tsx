import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { directionOf } from '~/i18n/direction';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { scriptOf } from '~/rounds/script.server';
import { Script } from '~/rounds/ui/Script';
import { wordsOfRound } from '~/routes/desk/round-recordings.server';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'script:title' };

export const loader = page('round.read', async ({ db, staff, params, today }) => {
  const round = await thisRound(db, staff, params.slug);
  const language = round.languages.find((one) => one === params.language);
  if (!language) throw notFound();
  const { spoken } = await wordsOfRound(db, round, today);
  return { slug: round.slug, language, parts: scriptOf(spoken, language) };
});

/** What is to be recorded or read aloud, in a language of the round, before the round opens too. */
export default function RoundScript() {
  const { slug, language, parts } = useLoaderData<typeof loader>();
  const { t, lang } = useText('script');
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('rounds:desk_title'), href: paths.deskRounds(lang) },
          { label: t('rounds:one_title'), href: paths.deskRound(lang, slug) },
          { label: t('recordings:title'), href: paths.deskRoundRecordings(lang, slug) },
          { label: t('title') },
        ]}
      />
      <div className="stack tight">
        <h1>
          {t('title')}: <bdi lang={language}>{namedLanguage(language).ownName}</bdi>
        </h1>
        <p className="small soft">{t('how_to_read')}</p>
      </div>
      <div lang={language} dir={directionOf(language)}>
        <Script parts={parts} />
      </div>
    </>
  );
}

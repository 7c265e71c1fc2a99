import { useLoaderData } from '@remix-run/react';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { scriptOf } from '~/rounds/script.server';
import { Script } from '~/rounds/ui/Script';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { printedRound } from '~/routes/public/spoken-round.server';
import { PrintedAddress } from '~/routes/public/printed-address';

export const handle: PageHandle = { title: 'script:title' };

export const loader = page('public', async ({ db, params, lang, today }) => {
  const { spoken, addresses } = await printedRound(db, params.slug ?? '', lang, today);
  return { slug: spoken.round.slug, parts: scriptOf(spoken, lang), addresses };
});

/** To be read aloud at a gathering: risks, consent and questions in their order, with hints for whoever reads. */
export default function ScriptPage() {
  const { slug, parts, addresses } = useLoaderData<typeof loader>();
  const { t, lang } = useText('script');
  return (
    <>
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p className="small soft">{t('how_to_read')}</p>
        <p className="small soft unprinted">
          {t('how_to_print')} <a href={paths.round(lang, slug)}>{t('back')}</a>
        </p>
      </div>
      <Script parts={parts} />
      <PrintedAddress addresses={addresses} />
    </>
  );
}

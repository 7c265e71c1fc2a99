import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { publicChange } from '~/auth/change.server';
import { readForm } from '~/auth/form-reading.server';
import { ownOriginOf } from '~/auth/own-origin.server';
import { page } from '~/auth/page.server';
import type { RefusedForm } from '~/auth/refused-form';
import { notFound } from '~/auth/responses.server';
import { sourceOf } from '~/auth/tries.server';
import { useText } from '~/i18n/I18n';
import { newsFields } from '~/news/news-input';
import { joinNews, offersNews } from '~/news/news-list.server';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import type { Db } from '~/platform/db.server';
import { now, runtime } from '~/platform/runtime.server';
import { publicRound } from '~/rounds/round-store.server';
import { takesAddresses } from '~/rounds/round';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';
import { TextField } from '~/ui/TextField';

export const handle: PageHandle = { title: 'news:page_title', keepsForm: true };

const PURPOSE = 'news';

async function roundWithList(db: Db, slug: string) {
  const round = await publicRound(db, slug);
  if (!round || !offersNews() || !takesAddresses(round)) throw notFound();
  return round;
}

export const loader = page('public', async ({ db, params }) => {
  const { slug } = await roundWithList(db, params.slug ?? '');
  const token = issueFormToken(runtime().keyring, { purpose: PURPOSE, subject: slug, now: now() });
  return { slug, token, from: runtime().config.mailFrom ?? '' };
});

/** The same page follows an address that is listed and one that is not: nobody can ask here who is on a list. */
export const action = publicChange({ purpose: PURPOSE }, async ({ form, params, lang, request, read }) => {
  const round = await read((db) => roundWithList(db, params.slug ?? ''));
  const reading = readForm(form, newsFields);
  if (!reading.ok) return { ok: false, errors: reading.errors };
  const door = ownOriginOf(request) === runtime().config.onionOrigin ? 'onion' : 'web';
  const { address } = reading.input;
  const answer = await joinNews({ round, address, language: lang, door, source: sourceOf(request) });
  if (answer === 'not_public') throw notFound();
  if (answer === 'full') return { ok: false, errors: [{ field: 'address', key: 'news:full' }], status: 429 };
  return json({ asked: true });
});

/** Where an address is given to be told that there may be news: apart from every form that carries words. */
export default function JoinNews() {
  const { slug, token, from } = useLoaderData<typeof loader>();
  const sent = useActionData() as RefusedForm | { asked: true } | undefined;
  const { t, lang } = useText('news');
  if (sent && 'asked' in sent) {
    return (
      <>
        <h1>{t('asked_title')}</h1>
        <p className="lead">{t('asked_lead', { from })}</p>
        <p>{t('asked_deleted')}</p>
        <p>
          <a href={paths.round(lang, slug)}>{t('back')}</a>
        </p>
      </>
    );
  }
  const errors = (sent?.errors ?? []).map(({ field, key, values }) => ({ field, message: t(key, values) }));
  return (
    <>
      <ErrorSummary errors={errors} />
      <div className="stack">
        <h1>{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </div>
      <Note weight="care" title={t('before_title')}>
        <p>{t('before_who')}</p>
        <p>{t('before_provider')}</p>
        <p>{t('before_phone')}</p>
        <p>{t('before_without')}</p>
      </Note>
      <form method="post" action={paths.roundNews(lang, slug)} className="stack" autoComplete="off">
        <input type="hidden" name="token" value={token} />
        <TextField
          name="address"
          label={t('address')}
          hint={t('address_hint', { from })}
          value={sent?.values.address?.[0]}
          error={errors[0]?.message}
          type="email"
          code
          private
        />
        <div>
          <Button>{t('ask')}</Button>
        </div>
      </form>
      <p>
        <a href={paths.round(lang, slug)}>{t('back')}</a>
      </p>
    </>
  );
}

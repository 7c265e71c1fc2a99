import { json } from '@remix-run/node';
import { useActionData, useLoaderData, useParams } from '@remix-run/react';
import { publicChange, textOf } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { useText } from '~/i18n/I18n';
import { newsLinkHash } from '~/news/news-entry.server';
import { confirmNews, leaveNews, newsState, type NewsState } from '~/news/news-store.server';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import { now, runtime } from '~/platform/runtime.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Button } from '~/ui/Button';

/** The title names no topic: it stays in the browser's history. */
export const handle: PageHandle = { title: 'news:link_title' };

const PURPOSE = 'news_link';

/** Looking changes nothing: mail programs open links before their owners do. An unknown link and one that is over are alike. */
export const loader = page('public', async ({ params }) => {
  const state = await newsState(newsLinkHash(params.secret ?? ''));
  const token = issueFormToken(runtime().keyring, { purpose: PURPOSE, subject: '', now: now() });
  return json({ state, token }, { status: state === null ? 404 : 200 });
});

export const action = publicChange({ purpose: PURPOSE }, async ({ form, params, today }) => {
  const hash = newsLinkHash(params.secret ?? '');
  if (textOf(form, 'act') === 'confirm') {
    const done = await confirmNews(hash, today);
    return json({ done: done ? 'confirmed' : 'over' }, { status: done ? 200 : 404 });
  }
  // Pressed twice, or by somebody who left before: the address is not on the list, and that is what was asked for.
  await leaveNews(hash);
  return json({ done: 'left' });
});

interface Done {
  done: 'confirmed' | 'left' | 'over';
}

/** Where the owner of an address says yes, or takes it off the list. Its address is known to that owner alone. */
export default function OwnLink() {
  const { state, token } = useLoaderData() as { state: NewsState; token: string };
  const sent = useActionData() as Done | undefined;
  const { t, lang } = useText('news');
  const { secret = '' } = useParams();
  const view = sent?.done ?? state ?? 'over';
  const act = (name: 'confirm' | 'leave', quiet = false) => (
    <form method="post" action={paths.news(lang, secret)}>
      <input type="hidden" name="token" value={token} />
      <Button name="act" value={name} look={quiet ? 'quiet' : 'main'}>
        {t(`act_${name}`)}
      </Button>
    </form>
  );
  return (
    <>
      <h1>{t(`link.${view}.title`)}</h1>
      <p className="lead">{t(`link.${view}.lead`)}</p>
      {view === 'asked' && act('confirm')}
      {(view === 'asked' || view === 'listed' || view === 'confirmed') && act('leave', true)}
      <p>
        <a href={paths.home(lang)}>{t('home')}</a>
      </p>
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { handleReprisal } from '~/participants/reprisal-commands.server';
import { ReprisalForms } from '~/participants/reprisal-input';
import { reprisalView } from '~/participants/reprisal-view.server';
import { FormGone } from '~/programs/ui/FormGone';
import { Words } from '~/programs/ui/Words';
import { ReprisalDeeds } from '~/routes/desk/reprisal-forms';
import { ReprisalClockTag } from '~/routes/desk/reprisal-parts';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Note } from '~/ui/Note';
import { Tag } from '~/ui/Tag';

export const handle: PageHandle = { title: 'reprisals:one_title' };

export const loader = page('reprisal.handle', async ({ db, staff, params }) => {
  const view = await reprisalView(db, staff, params.id ?? '');
  if (!view) throw notFound();
  return { token: formTokenFor(staff), view };
});

/** Where a refused form is put right. */
const FIELDS = {
  'reprisal.review_day': 'reviewOn',
  'reprisal.not_watched': 'outcome',
  'reprisal.no_measure': 'outcome',
};

export const action = change('reprisal.handle', ReprisalForms, async ({ staff, lang, params }, input) => {
  const id = params.id ?? '';
  const result = await handleReprisal(staff, id, input);
  if (!result.ok && result.refusal === 'reprisal.not_found') throw notFound();
  return after(result, paths.deskReprisal(lang, id), FIELDS);
});

export default function Reprisal() {
  const { view, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('reprisals');
  const offered = [...view.events, ...view.deeds];
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('title'), href: paths.deskReprisals(lang) }, { label: t('one_title') }]} />
      {(['contact', 'plan', 'advocate', 'monitor', 'close', 'measure', 'tell', 'protect'] as const).map((intent) => (
        <FormGone key={intent} intent={intent} gone={!offered.includes(intent)} />
      ))}
      <div className="stack tight">
        <h1>{t('one_title')}</h1>
        <p className="row">
          <Tag>{t(`state_is.${view.state}`)}</Tag>
          <Tag tone={['severe', 'high'].includes(view.level) ? 'stop' : 'wait'}>
            {t(`vocabulary:risk_level.${view.level}`)}
          </Tag>
          <ReprisalClockTag line={view} />
          {view.outcome && <Tag>{t(`outcome_is.${view.outcome}`)}</Tag>}
        </p>
        <p className="small soft">
          <Words text={view.round.title} source={view.round.sourceLanguage} />
        </p>
      </div>
      <div className="two">
        <div className="stack">
          <Standing />
          <History />
        </div>
        <aside className="stack">
          <ReprisalDeeds view={view} token={token} />
        </aside>
      </div>
    </>
  );
}

/** What an officer must know before doing anything. */
function Standing() {
  const { view } = useLoaderData<typeof loader>();
  const { t } = useText('reprisals');
  return (
    <Note weight="care" title={t('before_title')}>
      {view.withdrawn && <p>{t('withdrawn')}</p>}
      <p>{t(view.advocacy ? 'may_speak' : 'may_not_speak')}</p>
      <p>{t(view.protected ? 'is_protected' : 'not_protected')}</p>
      <p>{t('before_contact')}</p>
    </Note>
  );
}

function History() {
  const { view } = useLoaderData<typeof loader>();
  const { t, date } = useText('reprisals');
  return (
    <section className="stack tight">
      <h2>{t('history')}</h2>
      <ol className="stack tight">
        {view.steps.map(({ id, event, measure, day, words, mine, bySender }) => (
          <li key={id}>
            <strong>{measure ? t(`measure_is.${measure}`) : t(`done.${event}`)}</strong>{' '}
            <span className="soft">{date(day)}</span> {mine && <Tag>{t('by_you')}</Tag>}{' '}
            {bySender && <Tag>{t('by_sender')}</Tag>}
            <p dir="auto">{words ?? t('no_words')}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

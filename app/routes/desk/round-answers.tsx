import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { draftAnswer } from '~/decisions/answer-commands.server';
import { DraftAnswer } from '~/decisions/answer-input';
import { respondRound } from '~/decisions/respond-commands.server';
import { roundProgress, themeToAnswer } from '~/decisions/round-progress.server';
import { AnswerList } from '~/decisions/ui/AnswerList';
import { ProgressTable } from '~/decisions/ui/ProgressTable';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import { ThemeAnswerForm } from '~/routes/desk/theme-answer-form';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { RoundStateTag } from '~/rounds/ui/RoundStateTag';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Figures } from '~/ui/Figures';
import { HiddenFields } from '~/ui/HiddenFields';

export const handle: PageHandle = { title: 'decisions:answers_of_round' };

export const loader = page('round.read', async ({ db, staff, params, url }) => {
  const round = await thisRound(db, staff, params.slug);
  const over = { roundId: round.id, programId: round.programId };
  const mayDraft = staff.may('answer.draft', over);
  return {
    token: formTokenFor(staff),
    round,
    progress: await roundProgress(db, staff, round),
    theme: mayDraft ? await themeToAnswer(db, staff, round, url.searchParams.get('theme')) : null,
    mayDraft,
    mayRespond: staff.may('round.approve', over) && round.state === 'synthesis',
  };
});

const Forms = z.discriminatedUnion('intent', [
  DraftAnswer.extend({ intent: z.literal('draft'), themeId: z.uuid() }),
  z.object({ intent: z.literal('respond') }),
]);

export const action = change('round.read', Forms, async ({ staff, params, lang, read }, input) => {
  const round = await read((db) => thisRound(db, staff, params.slug));
  if (input.intent === 'respond') {
    return after(await respondRound(staff, round.id), paths.deskRound(lang, round.slug));
  }
  const { themeId, ...draft } = input;
  return after(await draftAnswer(staff, { themeId }, draft), ({ id }) => paths.deskAnswer(lang, id));
});

export default function RoundAnswers() {
  const { round, progress, theme, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  const titles = new Map(progress.themes.map((one) => [one.themeId, one.title]));
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t('round'), href: paths.deskRound(lang, round.slug) }, { label: t('answers_of_round') }]}
      />
      <div className="stack tight">
        <h1>{t('answers_of_round')}</h1>
        <p className="row">
          <Words text={round.title} source={round.sourceLanguage} /> <RoundStateTag state={round.state} />
        </p>
      </div>
      {theme ? <ThemeAnswerForm {...{ theme, round, token }} /> : <Respond />}
      <Numbers />
      <h2>{t('by_theme')}</h2>
      <ProgressTable
        themes={progress.themes}
        source={round.sourceLanguage}
        actions={({ themeId, unanswered }) => <ThemeActions id={themeId ?? ''} waits={unanswered > 0} />}
      />
      {progress.readsItems && (
        <>
          <h2>{t('answers')}</h2>
          <AnswerList
            answers={progress.answers}
            hrefOf={(id) => paths.deskAnswer(lang, id)}
            caption={t('answers')}
            empty={t('no_answers')}
            about={{
              key: 'about',
              header: t('about'),
              rowHeader: true,
              cell: ({ themeId }) => {
                const title = themeId && titles.get(themeId);
                return title ? <Words text={title} source={round.sourceLanguage} /> : t('one_item');
              },
            }}
          />
        </>
      )}
    </>
  );
}

function ThemeActions({ id, waits }: { id: string; waits: boolean }) {
  const { round, mayDraft, progress } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  return (
    <span className="row">
      {progress.readsItems && (
        <a href={withQuery(paths.deskItems(lang), { state: 'all', round: round.slug, theme: id })}>{t('see_items')}</a>
      )}
      {mayDraft && waits && (
        <a href={withQuery(paths.deskRoundAnswers(lang, round.slug), { theme: id })}>{t('answer_theme')}</a>
      )}
    </span>
  );
}

function Numbers() {
  const { progress } = useLoaderData<typeof loader>();
  const { t, number } = useText('decisions');
  const { unweighed, tension } = progress;
  const figure = (value: number, label: string) => ({
    value: number(value),
    label,
    tone: value > 0 ? ('stop' as const) : ('plain' as const),
  });
  return (
    <Figures
      figures={[
        figure(unweighed.points, t('points_undisposed')),
        figure(unweighed.awaitingSignature, t('points_awaiting')),
        figure(unweighed.itemsWithoutPoint, t('items_without_point')),
        figure(tension, t('tension_attempts')),
      ]}
    />
  );
}

/** The button that marks a round as answered; where it cannot, why. */
function Respond() {
  const { progress, mayRespond, token } = useLoaderData<typeof loader>();
  const { t } = useText('decisions');
  const form = useFormState();
  const { unmet, unweighed } = progress;
  if (!mayRespond) return <ErrorSummary errors={form.summary} />;
  return (
    <Card title={t('mark_answered')}>
      <ErrorSummary errors={form.summary} />
      {unmet.length > 0 ? (
        <div className="stack tight">
          <Button disabled describedBy="why-not">
            {t('mark_answered_now')}
          </Button>
          <ul id="why-not">
            {unmet.map((gate) => (
              <li key={gate}>
                {t(`gate.${gate}`, {
                  count: gate === 'every_point_disposed' ? unweighed.points : unweighed.itemsWithoutPoint,
                })}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <form method="post" className="stack">
          <HiddenFields values={{ token, intent: 'respond' }} />
          <p>{t('mark_answered_says')}</p>
          <div className="row">
            <Button>{t('mark_answered_now')}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}

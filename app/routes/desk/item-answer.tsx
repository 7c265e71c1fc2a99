import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { draftAnswer } from '~/decisions/answer-commands.server';
import { DraftAnswer } from '~/decisions/answer-input';
import { answersAbout, answersCovering } from '~/decisions/answer-store.server';
import { tickable } from '~/decisions/answer-view.server';
import { AnswerFields } from '~/decisions/ui/AnswerFields';
import { AnswerList } from '~/decisions/ui/AnswerList';
import { PointTicks } from '~/decisions/ui/PointTicks';
import { itemForDesk } from '~/feedback/item-store.server';
import { openItemTexts } from '~/feedback/text-door.server';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { useFormState } from '~/programs/ui/form-state';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { InTheirWords } from '~/ui/InTheirWords';

export const handle: PageHandle = { title: 'decisions:answer_to_item' };

export const loader = page('answer.draft', async ({ db, staff, params }) => {
  const id = params.id ?? '';
  const item = await itemForDesk(db, staff, id);
  if (!item) throw notFound();
  const [texts] = await openItemTexts(db, 'read', [item]);
  const own = await answersAbout(db, { itemId: id, themeId: null });
  const covering = await answersCovering(db, id);
  return {
    token: formTokenFor(staff),
    item: {
      id,
      language: item.language,
      answerLanguage: item.answerLanguage,
      state: item.state,
      round: item.round.slug,
    },
    words: texts,
    points: await tickable(db, staff, { roundId: item.roundId, itemId: id, themeId: null }),
    answers: [...own, ...covering.filter((one) => !own.some(({ id: known }) => known === one.id))],
  };
});

export const action = change('answer.draft', DraftAnswer, async ({ staff, params, lang }, input) => {
  const itemId = params.id ?? '';
  return after(await draftAnswer(staff, { itemId }, input), ({ id }) => paths.deskAnswer(lang, id));
});

export default function ItemAnswer() {
  const { item, words, points, answers, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  const form = useFormState();
  const open = points.filter(({ state }) => state !== 'answered');
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t('item'), href: paths.deskItem(lang, item.id) }, { label: t('answer_to_item') }]}
      />
      <ErrorSummary errors={form.summary} />
      <h1>{t('answer_to_item')}</h1>
      {words?.original && (
        <details open>
          <summary>{t('what_was_said')}</summary>
          <InTheirWords lang={item.language}>{words.translation ?? words.original}</InTheirWords>
        </details>
      )}
      <h2>{t('answers_so_far')}</h2>
      <AnswerList
        answers={answers}
        hrefOf={(id) => paths.deskAnswer(lang, id)}
        caption={t('answers_so_far')}
        empty={t('no_answers')}
      />
      <h2>{t('new_answer')}</h2>
      <p className="soft">{t('answer_language_says', { language: namedLanguage(item.answerLanguage).ownName })}</p>
      <form method="post" className="stack">
        <HiddenFields values={{ token, language: item.answerLanguage }} />
        <AnswerFields form={form} language={item.answerLanguage} />
        <PointTicks
          points={open}
          label={t('tick_covered')}
          hint={t('tick_covered_hint')}
          ticked={form.values('pointIds')}
          error={form.error('pointIds')}
        />
        <div className="row">
          <Button>{t('save_draft')}</Button>
        </div>
      </form>
    </>
  );
}

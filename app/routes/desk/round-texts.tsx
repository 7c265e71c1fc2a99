import { useLoaderData } from '@remix-run/react';
import { after, change, type ChangeAnswer } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { FormGone } from '~/programs/ui/FormGone';
import { useFormState } from '~/programs/ui/form-state';
import { judgeMinorEdit } from '~/rounds/minor-edit-commands.server';
import { reviewTexts, saveTexts, tooLong } from '~/rounds/text-commands.server';
import { JUDGING, TextForms } from '~/rounds/text-input';
import { MinorEditCard, MinorEditWaits } from '~/rounds/ui/MinorEditCard';
import { MinorTick } from '~/rounds/ui/MinorTick';
import { ReviewCard } from '~/rounds/ui/ReviewCard';
import { TextStateTag } from '~/rounds/ui/RoundStateTag';
import { TextPairs } from '~/rounds/ui/TextPairs';
import { textsPage, typedTexts } from '~/routes/desk/round-texts.server';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'rounds:texts' };

export const loader = page('round.read', async ({ db, staff, params }) => {
  const round = await thisRound(db, staff, params.slug);
  const texts = await textsPage(db, staff, round, params.language);
  if (!texts) throw notFound();
  return { token: formTokenFor(staff), slug: round.slug, source: round.sourceLanguage, ...texts };
});

/** Where a refused save is put right. */
const FIELDS = { 'round_text.not_minor': 'minor', 'round.title_needed': 'title' };

export const action = change('round.read', TextForms, async (context, input): Promise<ChangeAnswer> => {
  const { staff, lang, params, read, values } = context;
  const round = await read((db) => thisRound(db, staff, params.slug));
  const language = params.language ?? '';
  const here = paths.deskRoundTexts(lang, round.slug, language);
  if (input.intent === 'review') return after(await reviewTexts(staff, round.id, language, input.seen), here);
  if (input.intent !== 'save') {
    const judgement = { editId: input.edit, verdict: JUDGING[input.intent] };
    return after(await judgeMinorEdit(staff, round.id, judgement), here);
  }
  const { texts, typed } = await read((db) => typedTexts(db, round, values));
  const errors = tooLong(texts, typed);
  if (errors.length > 0) return { ok: false, errors };
  return after(await saveTexts(staff, round.id, language, typed, input), here, FIELDS);
});

export default function RoundTexts() {
  const data = useLoaderData<typeof loader>();
  const { slug, source, language, state, mayWrite, token, fields, minorEdit } = data;
  const { t, lang } = useText('rounds');
  const form = useFormState('save');
  const isSource = language === source;
  const name = namedLanguage(language).ownName;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('desk_title'), href: paths.deskRounds(lang) },
          { label: t('one_title'), href: paths.deskRound(lang, slug) },
          { label: name },
        ]}
      />
      <ErrorSummary errors={form.summary} />
      <FormGone intent="review" gone={!data.mayReview} />
      <FormGone intent="confirm_minor" gone={!minorEdit?.mayJudge} />
      <FormGone intent="refuse_minor" gone={!minorEdit?.mayJudge} />
      <h1>
        {t('texts')}: <bdi lang={language}>{name}</bdi> <TextStateTag state={state} />
      </h1>
      {state === 'outdated' && (
        <Note weight="care">
          <p>{t('outdated_says')}</p>
        </Note>
      )}
      {minorEdit?.returning.includes(language) && !isSource && (
        <MinorEditWaits href={paths.deskRoundTexts(lang, slug, source)} />
      )}
      {minorEdit && isSource && <MinorEditCard edit={minorEdit} {...{ token, source }} />}
      {data.mayReview && (
        <ReviewCard
          {...{ token, isSource }}
          seen={data.hash}
          refusal={data.reviewRefusal}
          previewHref={paths.deskRoundPreview(lang, slug, language)}
        />
      )}
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'save' }} />
        <TextPairs {...{ fields, source, language, form }} mayWrite={mayWrite || form.cameBack} />
        {data.mayBeMinor && <MinorTick form={form} />}
        {mayWrite ? (
          <div className="row">
            <Button>{t('save_draft')}</Button>
            <a href={paths.deskRound(lang, slug)}>{t('back_to_round')}</a>
          </div>
        ) : (
          <p className="soft">{t('not_writable')}</p>
        )}
      </form>
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { useFormState } from '~/programs/ui/form-state';
import { languagesOf, questionsOf, textsOfRound } from '~/rounds/round-store.server';
import { textFields, textHash } from '~/rounds/round-texts';
import { reviewRefusal, reviewTexts, saveTexts, TEXT_LENGTHS, tooLong } from '~/rounds/text-commands.server';
import { TextStateTag } from '~/rounds/ui/RoundStateTag';
import { TextPairs } from '~/rounds/ui/TextPairs';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'rounds:texts' };

export const loader = page('round.read', async ({ db, staff, params }) => {
  const round = await thisRound(db, staff, params.slug);
  const row = (await languagesOf(db, round.id)).find((one) => one.language === params.language);
  if (!row || !round.languages.includes(row.language)) throw notFound();
  const texts = textsOfRound(round, await questionsOf(db, round.id));
  const over = { roundId: round.id, programId: round.programId };
  const isSource = row.language === round.sourceLanguage;
  const before = round.state === 'draft' || (!isSource && ['risk_review', 'approved'].includes(round.state));
  return {
    token: formTokenFor(staff),
    slug: round.slug,
    source: round.sourceLanguage,
    language: row.language,
    state: row.state,
    fields: textFields(texts).map((field) => ({ ...field, limit: TEXT_LENGTHS[field.kind] })),
    hash: textHash(texts, row.language),
    mayWrite: before && staff.may(isSource ? 'round.edit' : 'translation.write', over),
    mayReview: staff.may('translation.review', over),
    reviewRefusal: reviewRefusal({ round, texts, row }, staff.accountId),
  };
});

const TextForms = z.object({ intent: z.enum(['save', 'review']), seen: z.string().max(64).optional() });

export const action = change('round.read', TextForms, async ({ staff, lang, params, read, values }, input) => {
  const round = await read((db) => thisRound(db, staff, params.slug));
  const language = params.language ?? '';
  const done = paths.deskRoundTexts(lang, round.slug, language);
  if (input.intent === 'review') return after(await reviewTexts(staff, round.id, language, input.seen ?? ''), done);
  const texts = textsOfRound(round, await read((db) => questionsOf(db, round.id)));
  const typed = new Map(
    textFields(texts).flatMap(({ name }) => {
      const value = values[name]?.[0]?.replace(/\r\n?/g, '\n');
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const errors = tooLong(texts, typed);
  if (errors.length > 0) return { ok: false, errors };
  return after(await saveTexts(staff, round.id, language, typed), done);
});

export default function RoundTexts() {
  const { slug, source, language, state, mayWrite, token, fields } = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  const form = useFormState('save');
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
      <h1>
        {t('texts')}: <bdi lang={language}>{name}</bdi> <TextStateTag state={state} />
      </h1>
      {state === 'outdated' && (
        <Note weight="care">
          <p>{t('outdated_says')}</p>
        </Note>
      )}
      <Review />
      <form method="post" className="stack">
        <HiddenFields values={{ token, intent: 'save' }} />
        <TextPairs {...{ fields, source, language, form, mayWrite }} />
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

/** The second person's part: read both, and say that they say the same. */
function Review() {
  const data = useLoaderData<typeof loader>();
  const { t, lang } = useText('rounds');
  const form = useFormState('review');
  if (!data.mayReview || data.reviewRefusal === 'round_text.reviewed_already') return null;
  return (
    <Card title={t('review')}>
      <ErrorSummary errors={form.summary} />
      <p>{t(data.language === data.source ? 'review_source_says' : 'review_says')}</p>
      <form method="post" className="row">
        <HiddenFields values={{ token: data.token, intent: 'review', seen: data.hash }} />
        <Button disabled={data.reviewRefusal !== null} describedBy="why-no-review">
          {t('review_confirm')}
        </Button>
        <a href={paths.deskRoundPreview(lang, data.slug, data.language)}>{t('preview')}</a>
      </form>
      {data.reviewRefusal && (
        <p className="small" id="why-no-review">
          {t(`refusals:${data.reviewRefusal}`)}
        </p>
      )}
    </Card>
  );
}

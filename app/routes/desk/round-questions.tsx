import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { useFormState } from '~/programs/ui/form-state';
import { sparesAnything } from '~/rounds/minor-edit-plan';
import { openMinorEdit } from '~/rounds/minor-edit-store.server';
import { addQuestion, arrangeQuestion, editQuestion } from '~/rounds/question-commands.server';
import { QuestionForms } from '~/rounds/question-input';
import { languagesOf, questionsOf, textsOfRound } from '~/rounds/round-store.server';
import { textHash } from '~/rounds/round-texts';
import { QuestionCards } from '~/rounds/ui/QuestionCards';
import { QuestionForm } from '~/rounds/ui/QuestionForm';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { ButtonLink } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'rounds:questions' };

export const loader = page('round.read', async ({ db, staff, params, url }) => {
  const round = await thisRound(db, staff, params.slug);
  const questions = await questionsOf(db, round.id);
  const over = { roundId: round.id, programId: round.programId };
  const source = round.sourceLanguage;
  const sourceHash = textHash(textsOfRound(round, questions), source);
  const open = await openMinorEdit(db, round.id);
  return {
    token: formTokenFor(staff),
    slug: round.slug,
    source,
    mayBeMinor: sparesAnything(await languagesOf(db, round.id), source, sourceHash, open),
    questions,
    mayEdit: round.state === 'draft' && staff.may('round.edit', over),
    isDraft: round.state === 'draft',
    adding: url.searchParams.get('form') === 'add',
    editing: questions.find((question) => question.id === url.searchParams.get('question')) ?? null,
  };
});

/** Where a refused edit is put right. */
const FIELDS = { 'round_text.not_minor': 'minor', 'round.options_needed': 'options' };

export const action = change('round.edit', QuestionForms, async ({ staff, lang, params, read }, input) => {
  const { id, slug } = await read((db) => thisRound(db, staff, params.slug));
  const done = paths.deskRoundQuestions(lang, slug);
  if (input.intent === 'add') return after(await addQuestion(staff, id, input), done);
  if (input.intent === 'edit') return after(await editQuestion(staff, id, input), done, FIELDS);
  return after(await arrangeQuestion(staff, id, input.questionId, input.intent), done);
});

export default function RoundQuestions() {
  const data = useLoaderData<typeof loader>();
  const { token, slug, source, questions, mayEdit, isDraft, adding, editing, mayBeMinor } = data;
  const { t, lang } = useText('rounds');
  const form = useFormState();
  const here = paths.deskRoundQuestions(lang, slug);
  const sent = useFormState(editing ? 'edit' : 'add');
  const asked = adding || editing !== null;
  const shown = asked && (mayEdit || sent.cameBack);
  const language = namedLanguage(source).ownName;
  const props = { token, source, backHref: here };
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('desk_title'), href: paths.deskRounds(lang) },
          { label: t('one_title'), href: paths.deskRound(lang, slug) },
          { label: t('questions') },
        ]}
      />
      {!(shown && sent.cameBack) && <ErrorSummary errors={form.summary} />}
      <div className="stack tight">
        <h1>{t('questions')}</h1>
        <p className="soft">{t('questions_lead', { language })}</p>
      </div>
      {!isDraft && (
        <Note>
          <p>{t('questions_fixed')}</p>
        </Note>
      )}
      {shown && editing && <QuestionForm {...props} question={editing} mayBeMinor={mayBeMinor} />}
      {shown && !editing && <QuestionForm {...props} />}
      <QuestionCards
        {...{ questions, token, source }}
        editHref={mayEdit ? (question) => withQuery(here, { question }) : undefined}
      />
      <p className="row">
        {mayEdit && (
          <ButtonLink href={withQuery(here, { form: 'add' })} look="quiet">
            {t('add_question')}
          </ButtonLink>
        )}
        <a href={paths.deskRoundPreview(lang, slug, source)}>{t('preview')}</a>
        <a href={paths.deskRound(lang, slug)}>{t('back_to_round')}</a>
      </p>
    </>
  );
}

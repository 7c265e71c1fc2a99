import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { editAnswer, translateAnswer } from '~/decisions/answer-commands.server';
import { AnswerForms } from '~/decisions/answer-input';
import { answerView } from '~/decisions/answer-view.server';
import { moveAnswer } from '~/decisions/approve-commands.server';
import { AnswerMoves } from '~/decisions/ui/AnswerMoves';
import { AnswerWarningNotes } from '~/decisions/ui/AnswerWarningNotes';
import { PointState } from '~/decisions/ui/PointTicks';
import { AnswerStateTag, TranslationNote } from '~/decisions/ui/StateTags';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { programElements } from '~/programs/program-store.server';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import { EditAnswerForm, TranslateForm } from '~/routes/desk/answer-forms';
import { AnswerPreview } from '~/routes/desk/answer-preview';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Card } from '~/ui/Card';
import { DataTable } from '~/ui/DataTable';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'decisions:answer' };

export const loader = page('item.read', async ({ db, staff, params, url }) => {
  const id = params.id ?? '';
  const view = await answerView(db, staff, id);
  if (!view) throw notFound();
  const elements = await programElements(db, view.round.programId);
  return {
    token: formTokenFor(staff),
    form: url.searchParams.get('form'),
    language: url.searchParams.get('language') ?? '',
    view,
    elements: elements.map((one) => ({ id: one.id, number: one.number, title: one.title })),
  };
});

/** Where a refused form is put right. */
const FIELDS = { 'answer.reason_missing': 'reason', 'answer.language_there': 'language' };

export const action = change('item.read', AnswerForms, async ({ staff, params, lang }, input) => {
  const id = params.id ?? '';
  if (input.intent === 'move') return after(await moveAnswer(staff, id, input), paths.deskAnswer(lang, id), FIELDS);
  if (input.intent === 'edit') return after(await editAnswer(staff, id, input), paths.deskAnswer(lang, id));
  return after(await translateAnswer(staff, id, input), (made) => paths.deskAnswer(lang, made.id), FIELDS);
});

export default function AnswerPage() {
  const { view, token, elements, form, language } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  const { answer, round, warnings } = view;
  const [sent, edit, translation] = [useFormState('move'), useFormState('edit'), useFormState('translate')];
  const isDraft = answer.state === 'draft';
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('answers_of_round'), href: paths.deskRoundAnswers(lang, round.slug) },
          { label: t('answer') },
        ]}
      />
      <ErrorSummary errors={sent.summary} />
      <h1>
        <Heading />
      </h1>
      {isDraft && view.returns[0] && (
        <Note weight="care" title={t('returned_title')}>
          <p>
            <bdi>{view.returns[0].reason}</bdi>
          </p>
        </Note>
      )}
      <AnswerWarningNotes warnings={warnings} itemHref={(id) => paths.deskItem(lang, id)} />
      {form === 'edit' && ((isDraft && view.mayDraft) || edit.cameBack) && <EditAnswerForm {...{ view, token }} />}
      {form === 'translate' && (view.mayTranslate || translation.cameBack) && (
        <TranslateForm {...{ view, token, language }} />
      )}
      <div className="two">
        <div className="stack">
          <AnswerPreview view={view} elements={elements} />
          <Covered />
        </div>
        <aside className="stack">
          <Card title={t('where_it_stands')}>
            <p className="row">
              <AnswerStateTag state={answer.state} /> <TranslationNote status={answer.translation} />
            </p>
            <Coverage />
          </Card>
          {form === null && (
            <Card title={t('what_you_can_do')}>
              {isDraft && view.mayDraft && (
                <p>
                  <a href={withQuery(paths.deskAnswer(lang, answer.id), { form: 'edit' })}>{t('edit_answer')}</a>
                </p>
              )}
              <AnswerMoves {...{ view, token }} />
            </Card>
          )}
        </aside>
      </div>
    </>
  );
}

function Heading() {
  const { view } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  const { answer, theme, round } = view;
  return theme ? (
    <>
      {t('answer_to_theme')} <Words text={theme.title} source={round.sourceLanguage} />
    </>
  ) : (
    <>
      {t('answer_to_item')} <a href={paths.deskItem(lang, answer.itemId ?? '')}>{t('see_item')}</a>
    </>
  );
}

/** What an approval now would bring about, and which languages are still missing. */
function Coverage() {
  const { view } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  const { answer, covered, answers, waiting, siblings, mayTranslate } = view;
  const here = paths.deskAnswer(lang, answer.id);
  return (
    <div className="stack tight">
      <p>{t('covers_points', { count: covered })}</p>
      {answer.state !== 'approved' && <p>{t('approval_answers', { count: answers })}</p>}
      {Object.entries(waiting).map(([language, count]) => (
        <p key={language} className="small">
          {t('waits_for_language', { count, language: namedLanguage(language).ownName })}{' '}
          {mayTranslate && !siblings.some((one) => one.language === language && one.state !== 'superseded') && (
            <a href={withQuery(here, { form: 'translate', language })}>{t('write_in_language')}</a>
          )}
        </p>
      ))}
      {siblings.length > 0 && (
        <>
          <h3>{t('other_answers')}</h3>
          <ul>
            {siblings.map(({ id, language, state }) => (
              <li key={id}>
                <a href={paths.deskAnswer(lang, id)}>
                  <bdi lang={language}>{namedLanguage(language).ownName}</bdi>
                </a>{' '}
                <AnswerStateTag state={state} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Covered() {
  const { view } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  const ticked = view.points.filter(({ id }) => view.answer.pointIds.includes(id));
  return (
    <DataTable
      caption={t('covered_points')}
      rows={ticked}
      rowKey={({ id }) => id}
      empty={t('covers_nothing_yet')}
      stackable
      columns={[
        {
          key: 'point',
          header: t('point'),
          rowHeader: true,
          cell: ({ id, summary }) => (
            <a href={paths.deskPoint(lang, id)}>
              <bdi>{summary ?? t('no_summary')}</bdi>
            </a>
          ),
        },
        { key: 'state', header: t('disposition'), cell: (point) => <PointState point={point} /> },
      ]}
    />
  );
}

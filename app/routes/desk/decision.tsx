import { useLoaderData } from '@remix-run/react';
import { change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { decisionView } from '~/decisions/decision-view.server';
import { disposalChoices } from '~/decisions/disposition-view.server';
import { pointsOfTheme } from '~/decisions/linked-points.server';
import { DecisionFacts, RecommendationFacts } from '~/decisions/ui/DecisionFacts';
import { DecisionMoves, RecommendationMoves } from '~/decisions/ui/DecisionMoves';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import { DecisionPageForms } from '~/routes/desk/decision-forms';
import { DecisionMain } from '~/routes/desk/decision-main';
import { OpenForm, Said } from '~/routes/desk/decision-parts';
import { actOnDecision } from '~/routes/desk/decision.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'decisions:one_title' };

export const loader = page('decision.read', async ({ db, staff, params, url, today }) => {
  const id = params.id ?? '';
  const view = await decisionView(db, staff, id, today);
  if (!view) throw notFound();
  const { round, decision, themes } = view;
  const theme = themes.find((one) => one.id === url.searchParams.get('theme')) ?? null;
  const readsItems = staff.may('item.read', { programId: decision.programId, roundId: round.id });
  return {
    token: formTokenFor(staff),
    today,
    view,
    form: url.searchParams.get('form'),
    element: url.searchParams.get('element') ?? '',
    said: { what: url.searchParams.get('said'), count: Number(url.searchParams.get('count')) || 0 },
    theme,
    points: theme && readsItems ? await pointsOfTheme(db, round.id, theme.id) : [],
    choices: theme ? await disposalChoices(db, decision) : { decisions: [], elements: [] },
  };
});

export const action = change(
  'decision.read',
  DecisionPageForms,
  async ({ staff, params, lang, read, today }, input) => {
    const id = params.id ?? '';
    const view = await read((db) => decisionView(db, staff, id, today));
    if (!view) throw notFound();
    return actOnDecision(staff, { id, path: paths.deskDecision(lang, id), working: view.round.sourceLanguage }, input);
  },
);

export default function DecisionPage() {
  const { said, ...data } = useLoaderData<typeof loader>();
  const { view, form, theme, token, today } = data;
  const { t, lang } = useText('decisions');
  const { decision, round, program } = view;
  const sent = useFormState();
  const own = useFormState(theme ? (form === 'link' ? 'link' : 'dispose') : (form ?? 'none'));
  const shown = form !== null || theme !== null;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('desk_title'), href: paths.deskDecisions(lang) }, { label: t('one_title') }]} />
      {!(shown && own.cameBack) && <ErrorSummary errors={sent.summary} />}
      <Said {...said} />
      <div className="stack tight">
        <p className="soft">{t('decision_number', { number: decision.number })}</p>
        <h1>
          <Words text={decision.question} source={round.sourceLanguage} />
        </h1>
      </div>
      {decision.returnedReason && decision.state === 'draft' && (
        <Note weight="care" title={t('returned_title')}>
          <p>
            <bdi>{decision.returnedReason}</bdi>
          </p>
        </Note>
      )}
      <OpenForm {...data} />
      <div className="two">
        <DecisionMain {...{ view, token, today }} />
        <aside className="stack">
          <Card title={t('where_it_stands')}>
            <DecisionFacts
              view={view}
              roundHref={paths.deskRound(lang, round.slug)}
              programHref={paths.deskProgram(lang, program.slug)}
            />
            {view.awaiting > 0 && <p className="small">{t('awaiting', { count: view.awaiting })}</p>}
          </Card>
          {!shown && <Aside />}
        </aside>
      </div>
    </>
  );
}

function Aside() {
  const { view, token } = useLoaderData<typeof loader>();
  const { t } = useText('decisions');
  return (
    <>
      {view.decision.recommendation && (
        <Card title={t('recommendation')}>
          <RecommendationFacts view={view} />
          {view.mayEdit && <RecommendationMoves {...{ view, token }} />}
        </Card>
      )}
      {view.decision.state !== 'signed' && (
        <Card title={t('what_you_can_do')}>
          <DecisionMoves {...{ view, token }} />
        </Card>
      )}
    </>
  );
}

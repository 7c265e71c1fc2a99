import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { CivicSpaceTag } from '~/programs/ui/CivicSpaceTag';
import { useFormState } from '~/programs/ui/form-state';
import { Words } from '~/programs/ui/Words';
import { saveAssessment, signAssessment } from '~/rounds/risk-assessment-commands.server';
import { AssessmentForms } from '~/rounds/risk-assessment-input';
import { assessmentView } from '~/rounds/risk-assessment-view.server';
import { AssessmentStandingNote, EditionCard, SignAssessment } from '~/rounds/ui/RiskAssessmentCards';
import { RiskAssessmentForm } from '~/rounds/ui/RiskAssessmentForm';
import { thisRound } from '~/routes/desk/this-round.server';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'risk:title' };

export const loader = page('round.read', async ({ db, staff, params, today }) => {
  const round = await thisRound(db, staff, params.slug);
  const { slug, title, sourceLanguage } = round;
  const view = await assessmentView(db, round, staff, today);
  return { token: formTokenFor(staff), round: { slug, title, sourceLanguage }, view };
});

export const action = change('round.read', AssessmentForms, async ({ staff, lang, params, read }, input) => {
  const { id, slug } = await read((db) => thisRound(db, staff, params.slug));
  const result = input.intent === 'sign' ? signAssessment(staff, id, input.seen) : saveAssessment(staff, id, input);
  return after(await result, paths.deskRoundRisk(lang, slug));
});

export default function RoundRisk() {
  const { round, view, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('risk');
  const { cameBack } = useFormState('save');
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('rounds:desk_title'), href: paths.deskRounds(lang) },
          { label: t('rounds:one_title'), href: paths.deskRound(lang, round.slug) },
          { label: t('title') },
        ]}
      />
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p className="row">
          <Words text={round.title} source={round.sourceLanguage} /> <CivicSpaceTag level={view.rating} />
        </p>
        <p className="soft">{t('lead')}</p>
      </div>
      <AssessmentStandingNote fault={view.fault} />
      <SignAssessment token={token} {...view} />
      {(view.mayWrite || cameBack) && (
        <RiskAssessmentForm token={token} seen={view.draftVersion} start={view.editions[0] ?? null} />
      )}
      {view.editions.length > 0 && (
        <section className="stack">
          <h2 className="hidden">{t('editions')}</h2>
          {view.editions.map((edition) => (
            <EditionCard key={edition.id} edition={edition} mayRead={view.mayRead} />
          ))}
        </section>
      )}
    </>
  );
}

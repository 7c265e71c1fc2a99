import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor, type Staff } from '~/auth/staff.server';
import { moveFlag } from '~/feedback/flag-commands.server';
import { FlagForms, type FlagForm } from '~/feedback/flag-input';
import { flagView } from '~/feedback/flag-view.server';
import { referralsOf } from '~/feedback/officers-store.server';
import { answerByReferral, liftSensitive, lowerExposure } from '~/feedback/protection-commands.server';
import { FlagHistory, FlagTags, FlagWords, SafetyScript } from '~/feedback/ui/FlagCase';
import { FlagDeeds } from '~/feedback/ui/FlagForms';
import { useText } from '~/i18n/I18n';
import type { Result } from '~/platform/result';
import { Words } from '~/programs/ui/Words';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';

export const handle: PageHandle = { title: 'safety:flag_title' };

export const loader = page('item.sensitive', async ({ db, staff, params, missionId }) => {
  const view = await flagView(db, staff, params.id ?? '');
  if (!view) throw notFound();
  return { token: formTokenFor(staff), view, referrals: (await referralsOf(db, missionId)).text };
});

function flagCommand(staff: Staff, id: string, form: FlagForm): Promise<Result> {
  switch (form.intent) {
    case 'lift':
      return liftSensitive(staff, id, form.reason);
    case 'lower':
      return lowerExposure(staff, id, form);
    case 'refer':
      return answerByReferral(staff, id, form);
    case 'triage':
      return moveFlag(staff, id, { ...form, event: form.intent });
    default:
      return moveFlag(staff, id, { event: form.intent, reason: form.reason });
  }
}

export const action = change('item.sensitive', FlagForms, async ({ staff, lang, params }, input) => {
  const id = params.id ?? '';
  const result = await flagCommand(staff, id, input);
  if (!result.ok && ['risk_flag.not_found', 'item.not_found'].includes(result.refusal)) throw notFound();
  return after(result, paths.deskFlag(lang, id));
});

export default function SafetyFlag() {
  const { view, token, referrals } = useLoaderData<typeof loader>();
  const { t, lang } = useText('safety');
  const { round } = view.flag.submission;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('title'), href: paths.deskSafety(lang) }, { label: t('flag_title') }]} />
      <div className="stack tight">
        <h1>{t(`vocabulary:risk_kind.${view.flag.kind}`)}</h1>
        <FlagTags {...view} />
        <p className="small soft">
          <Words text={round.title} source={round.sourceLanguage} />
        </p>
      </div>
      <div className="two">
        <div className="stack">
          <FlagWords items={view.items} hrefOf={(id) => paths.deskItem(lang, id)} />
          <FlagHistory steps={view.steps} />
          <SafetyScript referrals={referrals} />
        </div>
        <aside className="stack">
          <FlagDeeds view={view} token={token} />
        </aside>
      </div>
    </>
  );
}

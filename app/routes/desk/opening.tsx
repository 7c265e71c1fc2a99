import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Breadcrumbs } from '~/ui/Breadcrumbs';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { SummaryList } from '~/ui/SummaryList';
import { approveOpening, declineOpening, reviewOpening } from '~/vault/opening-commands.server';
import { openingView } from '~/vault/opening-view.server';
import { ApproveForm, DeliverForm, ReviewForm } from '~/vault/ui/OpeningForms';
import { OpeningForms } from '~/vault/vault-input';

export const handle: PageHandle = { title: 'vault:opening_title' };

/** Why a file was not given out: its own address answers with files alone, and leads back here. */
const NOT_GIVEN = ['changed', 'expired', 'no_key', 'no_wrap', 'not_approved', 'others_request', 'record_gone'] as const;

export const loader = page('vault.open', async ({ staff, params, url }) => {
  const view = await openingView(staff, params.id ?? '');
  if (!view) throw notFound();
  const refused = NOT_GIVEN.find((one) => url.searchParams.get('refused') === `opening.${one}`) ?? null;
  return { ...view, refused, token: formTokenFor(staff) };
});

export const action = change('vault.open', OpeningForms, async ({ staff, lang, params }, input) => {
  const id = params.id ?? '';
  const decide = () => {
    if (input.intent === 'approve') return approveOpening(staff, id, input);
    return input.intent === 'decline' ? declineOpening(staff, id) : reviewOpening(staff, id, input.review);
  };
  const result = await decide();
  if (!result.ok && result.refusal === 'opening.not_found') throw notFound();
  return after(result, paths.deskOpening(lang, id));
});

export default function OpeningPage() {
  const { id, token, challenge, seen, may, refused, ...opening } = useLoaderData<typeof loader>();
  const { t, lang, date } = useText('vault');
  const form = useFormState();
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t('openings_title'), href: paths.deskOpenings(lang) }, { label: t('opening_title') }]}
      />
      <h1>{t('opening_title')}</h1>
      <ErrorSummary errors={refused ? [{ message: t(`refusals:opening.${refused}`) }] : form.summary} />
      <SummaryList
        rows={[
          { term: t('standing'), value: t(`opening_state.${opening.state}`) },
          { term: t('kind'), value: t(`opening_kind.${opening.kind}`) },
          { term: t('target_title'), value: t(`target.${opening.target}`) },
          { term: t('record'), value: <bdi className="code">{opening.targetId}</bdi> },
          { term: t('asked_by'), value: <bdi>{opening.by}</bdi> },
          { term: t('asked_on'), value: date(opening.requestedOn) },
          { term: t('reason'), value: <bdi>{opening.reason}</bdi> },
          ...(opening.review ? [{ term: t('review_title'), value: t(`review.${opening.review}`) }] : []),
        ]}
      />
      {may.deliver && <DeliverForm token={token} action={paths.deskOpeningFile(lang, id)} />}
      {challenge && <ApproveForm {...{ token, challenge, seen }} />}
      {may.review && <ReviewForm token={token} />}
      {opening.own && opening.state === 'requested' && <p>{t('waits_for_second')}</p>}
    </>
  );
}

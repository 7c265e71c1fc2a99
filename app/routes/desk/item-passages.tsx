import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { itemForDesk } from '~/feedback/item-store.server';
import { RedactionForms } from '~/feedback/redaction-input';
import { redactionView } from '~/feedback/redaction-view.server';
import { MaskForm } from '~/feedback/ui/MaskForm';
import { MaskList } from '~/feedback/ui/MaskList';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import { FormGone } from '~/programs/ui/FormGone';
import { isItemQuoted } from '~/reports/quote-store.server';
import { redactionCommand } from '~/routes/desk/item-passages.server';
import { ItemCrumbs } from '~/routes/desk/item-crumbs';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';

export const handle: PageHandle = { title: 'masks:title' };

export const loader = page('item.mask', async ({ db, staff, params, url }) => {
  const item = await itemForDesk(db, staff, params.id ?? '');
  const may = item && staff.may('item.mask', { programId: item.round.programId, roundId: item.roundId });
  if (!item || !may) throw notFound();
  const view = await redactionView(db, staff, item);
  const wanted = url.searchParams.get('mask');
  const marking = view.masks.find(({ id, waitsIn }) => id === wanted && waitsIn.length > 0)?.id ?? null;
  return {
    token: formTokenFor(staff),
    round: { slug: item.round.slug, title: item.round.title },
    view,
    marking,
    quoted: await isItemQuoted(db, item.id),
  };
});

/** Where a refused form is put right. */
const FIELDS = { 'redaction.nothing_ticked': 'pieces', 'redaction.ticked_and_absent': 'pieces' };

export const action = change('item.mask', RedactionForms, async ({ staff, lang, params }, input) => {
  const id = params.id ?? '';
  // What is ticked comes back as it was, and with it what others would see.
  if ('preview' in input && input.preview) return { ok: false, status: 200 };
  return after(await redactionCommand(staff, id, input), paths.deskItemPassages(lang, id), FIELDS);
});

export default function PassagesPage() {
  const { view, token, round, marking, quoted } = useLoaderData<typeof loader>();
  const { t, lang } = useText('masks');
  const here = paths.deskItemPassages(lang, view.itemId);
  return (
    <>
      <ItemCrumbs
        round={round}
        item={{ href: paths.deskItem(lang, view.itemId), label: t('feedback:one_text') }}
        here={t('title')}
      />
      <FormGone intent="mark" gone={marking === null} />
      <FormGone intent="mask" gone={marking !== null} />
      <ActGone />
      <div className="stack tight">
        <h1>{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </div>
      {view.texts.length > 0 && <MaskForm view={view} token={token} marking={marking} />}
      <section className="stack">
        <h2>{t('masks_title')}</h2>
        <MaskList view={view} token={token} markHref={(id) => `${withQuery(here, { mask: id })}#mask`} />
      </section>
      <Note>
        <h2>{t('cannot_call_back')}</h2>
        <p>{t('cannot_call_back_text')}</p>
        {quoted && <p>{t('quoted')}</p>}
      </Note>
    </>
  );
}

/** Why an act on one mask was refused whose form is not there any more, because somebody else was first. */
function ActGone() {
  const { view } = useLoaderData<typeof loader>();
  const form = useFormState();
  const about = form.value('redaction') || form.value('removal');
  const there = view.masks.some(
    ({ id, state, removal }) => (id === about && state === 'masked' && !removal) || removal?.id === about,
  );
  const ofMask = !['mask', 'mark'].includes(form.value('intent') ?? '');
  return form.cameBack && ofMask && !there ? <ErrorSummary errors={form.summary} /> : null;
}

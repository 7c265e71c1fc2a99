import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { ItemForms } from '~/feedback/item-input';
import { itemForDesk } from '~/feedback/item-store.server';
import { itemView } from '~/feedback/item-view.server';
import type { PointLine } from '~/feedback/item-view';
import { firstWords } from '~/feedback/first-words';
import { ItemMessages } from '~/feedback/ui/ItemMessages';
import { BeforeYouGoOn, ItemMoves } from '~/feedback/ui/ItemMoves';
import { ItemNotes } from '~/feedback/ui/ItemNotes';
import { ItemPoints } from '~/feedback/ui/ItemPoints';
import { ItemProtection, ItemTimeline } from '~/feedback/ui/ItemSides';
import { ItemTags } from '~/feedback/ui/ItemTags';
import { ItemWords } from '~/feedback/ui/ItemWords';
import { SegmentPicker } from '~/feedback/ui/SegmentPicker';
import { SetApartForm } from '~/feedback/ui/SetApartForm';
import { TranslationForms } from '~/feedback/ui/TranslationForms';
import { foundOr404, itemCommand } from '~/routes/desk/item-actions.server';
import { ItemCrumbs } from '~/routes/desk/item-crumbs';
import { FormGone } from '~/programs/ui/FormGone';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';

export const handle: PageHandle = { title: 'feedback:item_title' };

export const loader = page('item.read', async ({ db, staff, params, today }) => {
  const item = await itemForDesk(db, staff, params.id ?? '');
  if (!item) throw notFound();
  const over = { programId: item.round.programId, roundId: item.roundId };
  return {
    token: formTokenFor(staff),
    item: await itemView(db, staff, item, today),
    mayMask: item.body !== null && staff.may('item.mask', over),
    mayOpenVault: staff.may('vault.open', over),
    mayAnswer: staff.may('answer.draft', over),
    readsDecisions: staff.may('decision.read', over),
  };
});

/** Where a refused form is put right. */
const FIELDS = { 'item.language_not_declared': 'readsLanguage', 'point.nothing_marked': 'pieces' };

export const action = change('item.read', ItemForms, async ({ staff, lang, params }, input) => {
  const id = params.id ?? '';
  const result = foundOr404(await itemCommand(staff, id, input));
  const gone = input.intent === 'sensitive' && !staff.may('item.sensitive');
  return after(result, gone ? paths.deskItems(lang) : paths.deskItem(lang, id), FIELDS);
});

export default function ItemPage() {
  const { item, readsDecisions } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('feedback');
  const { context } = item;
  const summary = item.points.find((point) => point.summary)?.summary;
  const plain = context?.question ? t('answer_to', { number: number(context.question.position) }) : t('one_text');
  const hrefOf = (point: PointLine) => paths.deskPoint(lang, point.id);
  return (
    <>
      <ItemCrumbs round={context?.round ?? null} here={t('one_text')} />
      <FormGone intent="first_look" gone={!item.may.first_look} />
      <FormGone intent="review" gone={!item.may.review || item.translation?.mine !== false} />
      <FormGone intent="sensitive" gone={!item.may.set_apart} />
      <FormGone intent="read" gone />
      <div className="stack tight">
        <h1>
          <bdi>{summary ? firstWords(summary) : plain}</bdi>
        </h1>
        <ItemTags item={item} />
      </div>
      <div className="two">
        <div className="stack">
          <ItemWords item={item} hrefOf={hrefOf} />
          <Work />
          {context && (
            <ItemPoints
              points={item.points}
              hrefOf={hrefOf}
              decisionHref={readsDecisions ? (id) => paths.deskDecision(lang, id) : undefined}
              themeHref={(theme) =>
                withQuery(paths.deskItems(lang), { state: 'all', round: context.round.slug, theme })
              }
            />
          )}
          <Said />
        </div>
        <Sides />
      </div>
    </>
  );
}

function Work() {
  const { item, token } = useLoaderData<typeof loader>();
  return (
    <>
      <TranslationForms {...{ item, token }} />
      <SegmentPicker {...{ item, token }} />
    </>
  );
}

function Said() {
  const { item, token } = useLoaderData<typeof loader>();
  return (
    <>
      <ItemMessages {...{ item, token }} />
      <ItemNotes {...{ item, token }} />
    </>
  );
}

function Sides() {
  const { item, token, mayAnswer, mayMask, mayOpenVault } = useLoaderData<typeof loader>();
  const { t, lang } = useText('decisions');
  return (
    <aside className="stack">
      <ItemMoves {...{ item, token }} />
      {mayAnswer && <a href={paths.deskItemAnswer(lang, item.id)}>{t('answer_to_item')}</a>}
      {mayMask && <a href={paths.deskItemPassages(lang, item.id)}>{t('masks:open')}</a>}
      {mayOpenVault && <a href={withQuery(paths.deskOpenings(lang), { item: item.id })}>{t('vault:ask_title')}</a>}
      <BeforeYouGoOn events={item.events} />
      {item.context && <ItemTimeline item={item} />}
      {item.context && <ItemProtection context={item.context} />}
      {item.may.set_apart && <SetApartForm token={token} />}
    </aside>
  );
}

import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { formTokenFor } from '~/auth/staff.server';
import { disposePoint } from '~/decisions/disposition-commands.server';
import { DisposePoint, DISPOSING } from '~/decisions/disposition-input';
import { dispositionOf } from '~/decisions/disposition-view.server';
import { DispositionSection } from '~/decisions/ui/DispositionSection';
import { useText } from '~/i18n/I18n';
import { PointForms } from '~/feedback/item-input';
import { PointCodingSection } from '~/routes/desk/item-point-coding';
import { pointCoding } from '~/routes/desk/item-point-coding.server';
import { foundOr404, pointCommand } from '~/routes/desk/item-actions.server';
import { ItemCrumbs } from '~/routes/desk/item-crumbs';
import { chooseQuote } from '~/reports/quote-commands.server';
import { quoteAt } from '~/reports/quote-store.server';
import { QuoteForm } from '~/reports/ui/QuoteList';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';

export const handle: PageHandle = { title: 'feedback:point_title' };

/** One key of the answer for each section of the page: what it says and how it is coded; others come beside it. */
export const loader = page('item.read', async ({ db, staff, params }) => {
  const coding = await pointCoding(db, staff, params.id ?? '');
  if (!coding) throw notFound();
  return {
    token: formTokenFor(staff),
    coding,
    disposition: await dispositionOf(db, staff, params.id ?? ''),
    mayQuote: staff.may('publication.prepare') && (await quoteAt(db, params.id ?? '')) === null,
  };
});

const Forms = z.discriminatedUnion('intent', [
  ...PointForms.options,
  DisposePoint,
  z.object({ intent: z.literal('quote') }),
]);

export const action = change('item.read', Forms, async ({ staff, lang, params }, input) => {
  const id = params.id ?? '';
  if (input.intent === 'dispose') {
    return after(foundOr404(await disposePoint(staff, id, input.input)), paths.deskPoint(lang, id), DISPOSING);
  }
  if (input.intent === 'quote') return after(foundOr404(await chooseQuote(staff, id)), paths.deskPoint(lang, id));
  const result = foundOr404(await pointCommand(staff, id, input));
  if (input.intent !== 'remove') return after(result, paths.deskPoint(lang, id));
  return after(result, (removed) => paths.deskItem(lang, (removed as { itemId: string }).itemId));
});

export default function PointPage() {
  const { token, coding, disposition, mayQuote } = useLoaderData<typeof loader>();
  const { t, lang, number } = useText('feedback');
  const name = t('point_number', { number: number(coding.number) });
  return (
    <>
      <ItemCrumbs
        round={coding.round}
        item={{ href: paths.deskItem(lang, coding.itemId), label: t('one_text') }}
        here={name}
      />
      <h1>
        <bdi>{coding.summary ?? name}</bdi>
      </h1>
      <PointCodingSection token={token} coding={coding} />
      {disposition && (
        <DispositionSection
          view={disposition}
          token={token}
          decisionHref={(decision) => paths.deskDecision(lang, decision)}
        />
      )}
      {mayQuote && <QuoteForm token={token} />}
    </>
  );
}

import { useActionData, useLoaderData } from '@remix-run/react';
import { publicChange, textOf } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import type { RefusedForm } from '~/auth/refused-form';
import {
  atLeast,
  CODE_FLOOR_MS,
  enterByCode,
  enterByTicket,
  issueTicket,
  RETURN_PURPOSE,
} from '~/participants/visit-entry.server';
import { issueFormToken } from '~/platform/crypto/form-token.server';
import { now, runtime } from '~/platform/runtime.server';
import type { PageHandle } from '~/routes/page-handle';
import { EntryView } from '~/routes/return/entry-view';
import type { VisitPage } from '~/routes/return/return-page';
import { answerVisit, openedPage } from '~/routes/return/visit-pages.server';
import { VisitPages } from '~/routes/return/visit-pages';

export const handle: PageHandle = { title: 'return:page_title', keepsForm: true };

export const loader = page('public', async () => ({
  token: issueFormToken(runtime().keyring, { purpose: RETURN_PURPOSE, subject: '', now: now() }),
}));

/** Everything behind a code comes by POST: neither code nor ticket ever stands in an address. */
export const action = publicChange({ purpose: RETURN_PURPOSE }, async (context) => {
  const ticket = textOf(context.form, 'ticket');
  if (ticket === null) {
    const visit = await atLeast(CODE_FLOOR_MS, () => enterByCode(textOf(context.form, 'code') ?? ''));
    if (visit) return openedPage(context, issueTicket(visit), visit);
    return { ok: false, errors: [{ field: 'code', key: 'refusals:visit.code_unknown' }] };
  }
  const entry = await enterByTicket(ticket);
  if (entry.ok) return answerVisit(context, ticket, entry.visit);
  return { ok: false, errors: [{ field: 'code', key: 'refusals:visit.over' }] };
});

export default function Return() {
  const { token } = useLoaderData<typeof loader>();
  const result = useActionData() as VisitPage | RefusedForm | undefined;
  if (result && 'page' in result) return <VisitPages {...result} token={token} />;
  return <EntryView token={token} refused={result} />;
}

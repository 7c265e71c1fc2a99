import { useLoaderData } from '@remix-run/react';
import { validate } from 'uuid';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { senderOf } from '~/participants/vault-handle.server';
import { useFormState } from '~/programs/ui/form-state';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { breakGlass, requestOpening, type Target } from '~/vault/opening-commands.server';
import { openingLines } from '~/vault/opening-lines.server';
import { AskForm } from '~/vault/ui/AskForm';
import { OpeningTable } from '~/vault/ui/OpeningTable';
import { AskOpening } from '~/vault/vault-input';

export const handle: PageHandle = { title: 'vault:openings_title' };

const idIn = (text: string | null) => (text && validate(text) ? text : null);

export const loader = page('vault.open', async ({ staff, url }) => ({
  token: formTokenFor(staff),
  lines: await openingLines(staff),
  item: idIn(url.searchParams.get('item')),
  entry: idIn(url.searchParams.get('entry')),
}));

export const action = change('vault.open', AskOpening, async ({ staff, lang }, input) => {
  const entry: Target = { target: 'entry', targetId: input.record, roundId: null };
  const target = input.target === 'entry' ? entry : await senderOf(staff, input.record);
  if (!target) return { ok: false, refusal: 'opening.record_gone' };
  const ask = input.kind === 'break_glass' ? breakGlass : requestOpening;
  return after(await ask(staff, target, input.reason), ({ id }) => paths.deskOpening(lang, id));
});

export default function Openings() {
  const { lines, token, item, entry } = useLoaderData<typeof loader>();
  const { t, lang } = useText('vault');
  const form = useFormState();
  const record = item ?? entry;
  return (
    <>
      <div className="stack tight">
        <h1>{t('openings_title')}</h1>
        <p className="soft">{t('openings_lead')}</p>
      </div>
      <ErrorSummary errors={form.summary} />
      {record && <AskForm {...{ token, record, form }} target={item ? 'submission' : 'entry'} />}
      <OpeningTable lines={lines} hrefOf={(id) => paths.deskOpening(lang, id)} />
    </>
  );
}

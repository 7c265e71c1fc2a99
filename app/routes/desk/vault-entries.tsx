import { useLoaderData } from '@remix-run/react';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { useFormState } from '~/programs/ui/form-state';
import type { PageHandle } from '~/routes/page-handle';
import { paths, withQuery } from '~/routes/paths';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { addEntry, destroyEntry } from '~/vault/entry-commands.server';
import { entriesOf } from '~/vault/entry-store.server';
import { DestroyForm, EntryForm, EntryTable } from '~/vault/ui/Entries';
import { EntryForms } from '~/vault/vault-input';

export const handle: PageHandle = { title: 'vault:entries_title' };

export const loader = page('vault.add', async ({ db, staff, url }) => {
  const entries = await entriesOf(db);
  const mayOpen = staff.may('vault.open');
  const destroying = entries.find(({ id, state }) => id === url.searchParams.get('destroy') && state === 'kept');
  return { token: formTokenFor(staff), entries, mayOpen, destroying: (mayOpen && destroying) || null };
});

export const action = change('vault.add', EntryForms, async ({ staff, lang }, input) => {
  const here = paths.deskVaultEntries(lang);
  if (input.intent === 'destroy') return after(await destroyEntry(staff, input.entry), here);
  const { kind, name, organisation = '', contact = '' } = input;
  return after(await addEntry(staff, kind, { name, organisation, contact }), here);
});

export default function VaultEntries() {
  const { entries, mayOpen, destroying, token } = useLoaderData<typeof loader>();
  const { t, lang } = useText('vault');
  const form = useFormState();
  const here = paths.deskVaultEntries(lang);
  return (
    <>
      <div className="stack tight">
        <h1>{t('entries_title')}</h1>
        <p className="soft">{t('entries_lead')}</p>
      </div>
      <ErrorSummary errors={form.summary} />
      {destroying && <DestroyForm token={token} entry={destroying} backHref={here} />}
      <EntryTable
        entries={entries}
        openHref={mayOpen ? (id) => withQuery(paths.deskOpenings(lang), { entry: id }) : null}
        destroyHref={mayOpen ? (id) => withQuery(here, { destroy: id }) : null}
      />
      <EntryForm {...{ token, form }} />
    </>
  );
}

import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { after, change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { formTokenFor } from '~/auth/staff.server';
import { useText } from '~/i18n/I18n';
import { acceptRestoration } from '~/missions/restoration-commands.server';
import { frozenRestoration } from '~/missions/restoration-store.server';
import { useFormState } from '~/programs/ui/form-state';
import type { PageHandle } from '~/routes/page-handle';
import { paths } from '~/routes/paths';
import { Button } from '~/ui/Button';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { Note } from '~/ui/Note';
import { TextField } from '~/ui/TextField';

export const handle: PageHandle = { title: 'restoration:title' };

export const loader = page('restoration.accept', async ({ db, staff }) => ({
  frozen: await frozenRestoration(db),
  token: formTokenFor(staff),
}));

const Acceptance = z.object({ unknown_since: z.iso.date() });

export const action = change('restoration.accept', Acceptance, async ({ staff, lang }, input) =>
  after(await acceptRestoration(staff, input.unknown_since), paths.deskRestoration(lang), {
    'restoration.': 'unknown_since',
  }),
);

/** After a backup was restored: what is known, what is not, and the one decision that opens the words again. */
export default function RestorationPage() {
  const { frozen, token } = useLoaderData<typeof loader>();
  const { t, lang, date } = useText('restoration');
  const form = useFormState('accept');
  if (!frozen) {
    return (
      <>
        <h1>{t('title')}</h1>
        <p className="lead">{t('nothing')}</p>
      </>
    );
  }
  return (
    <>
      <ErrorSummary errors={form.summary} />
      <div className="stack">
        <h1>{t('title')}</h1>
        <p className="lead">{t('lead', { restored: date(frozen.restoredOn), data: date(frozen.dataOf) })}</p>
      </div>
      <Note weight="care" title={t('before_title')}>
        <p>{t('before_unknown', { keys: date(frozen.keysOf) })}</p>
        <p>{t('before_ask')}</p>
        <p>{t('before_all')}</p>
      </Note>
      <form method="post" action={paths.deskRestoration(lang)} className="stack">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="intent" value="accept" />
        <TextField
          name="unknown_since"
          label={t('unknown_since')}
          hint={t('unknown_since_hint')}
          type="date"
          value={form.value('unknown_since') ?? frozen.dataOf}
          error={form.error('unknown_since')}
          short
        />
        <div>
          <Button>{t('accept')}</Button>
        </div>
      </form>
    </>
  );
}

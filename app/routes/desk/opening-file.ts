import { z } from 'zod';
import { change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { notFound, seeOther } from '~/auth/responses.server';
import { handlesFor } from '~/participants/vault-handle.server';
import { paths, withQuery } from '~/routes/paths';
import { loadOpening } from '~/vault/opening-commands.server';
import { deliverOpening } from '~/vault/opening-delivery.server';

/** Nothing is given out by looking. */
export const loader = page('vault.open', async ({ staff, lang, params }) => {
  const id = params.id ?? '';
  if (!(await loadOpening(staff, id))) throw notFound();
  return seeOther(paths.deskOpening(lang, id));
});

/** Gives out what was approved, as a file for the opener; the fact of it stands in the record already. */
export const action = change('vault.open', z.object({}), async ({ staff, params, lang }) => {
  const id = params.id ?? '';
  const file = await deliverOpening(staff, id, handlesFor(staff));
  if (!file.ok) {
    if (file.refusal === 'opening.not_found') throw notFound();
    return seeOther(withQuery(paths.deskOpening(lang, id), { refused: file.refusal }));
  }
  return new Response(file.value, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment; filename="opening.json"',
    },
  });
});

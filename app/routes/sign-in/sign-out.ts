import { z } from 'zod';
import { change } from '~/auth/change.server';
import { page } from '~/auth/page.server';
import { seeOther } from '~/auth/responses.server';
import { endSession } from '~/auth/session.server';
import { signedOut } from '~/auth/signed-out.server';
import { paths } from '~/routes/paths';

/** Nothing happens by looking. */
export const loader = page('signed_in', async ({ lang }) => seeOther(paths.deskAccount(lang)));

export const action = change('signed_in', z.object({}), async ({ staff, request, lang }) => {
  await endSession(staff.sessionId);
  return signedOut(request, paths.signIn(lang));
});

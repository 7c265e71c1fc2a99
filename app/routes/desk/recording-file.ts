import { page } from '~/auth/page.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { notFound } from '~/auth/responses.server';
import { recordingsOf } from '~/rounds/recording-store.server';
import { thisRound } from '~/routes/desk/this-round.server';
import { recordingReply } from '~/routes/recording-reply.server';

/** A recording for those at the desk, before the public hears it. */
export const loader = page('round.read', async ({ request, db, staff, params }) => {
  const round = await thisRound(db, staff, params.slug);
  const recording = (await recordingsOf(db, round.id)).find(({ id }) => id === params.id);
  if (!recording) throw notFound();
  return recordingReply(request, recording, (work) => readForDesk(staff, work));
});

import { page } from '~/auth/page.server';
import { readForPublic } from '~/auth/public-reading.server';
import { notFound } from '~/auth/responses.server';
import { publishedReport } from '~/reports/publication-store.server';
import { recordingsToHear } from '~/rounds/listen.server';
import { recordingReply } from '~/routes/recording-reply.server';
import { spokenRound } from '~/routes/public/spoken-round.server';

/** A recording in the language of its address, while it reads what the page says. */
export const loader = page('public', async ({ request, db, params, lang, today }) => {
  const slug = params.slug ?? '';
  const spoken = await spokenRound(db, slug, today);
  if (!spoken) throw notFound();
  const published = await publishedReport(db, slug);
  const found = await recordingsToHear(db, spoken, lang, published?.report ?? null);
  const recording = found.find(({ id }) => id === params.id);
  if (!recording) throw notFound();
  return recordingReply(request, recording, readForPublic);
});

import { page } from '~/auth/page.server';
import { notFound } from '~/auth/responses.server';
import { readOpener } from '~/vault/opener-file.server';

/** The opener as a file to keep: never shown as a page of this site, which must not be able to see what it opens. */
export const loader = page('vault.keys', async () => {
  const html = readOpener();
  if (!html) throw notFound();
  return new Response(html, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment; filename="opener.html"',
    },
  });
});

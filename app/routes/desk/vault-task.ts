import { page } from '~/auth/page.server';
import { seeOther } from '~/auth/responses.server';
import { paths } from '~/routes/paths';
import { ownKey } from '~/vault/opening-commands.server';
import { rewrapTask } from '~/vault/rewrap-commands.server';
import { readVault } from '~/vault/vault-reading.server';

/** The officer's own wraps, to be opened offline and wrapped for colleagues. Leads back where there is no own key. */
export const loader = page('vault.keys', async ({ staff, missionId, lang }) => {
  const key = await readVault(missionId, (db) => ownKey(db, staff));
  const task = key && (await rewrapTask(missionId, key.id));
  if (!task?.ok) return seeOther(paths.deskVault(lang));
  return new Response(`${JSON.stringify(task.value, null, 1)}\n`, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment; filename="wraps-to-make.json"',
    },
  });
});

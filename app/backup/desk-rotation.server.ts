import pg from 'pg';
import { readPublicRings } from '~/platform/crypto/keyring-rings.server';
import { forgetVersion, rotate } from '~/platform/crypto/keyring-rotation.server';
import { SUITE } from '~/platform/crypto/envelope.server';
import { dayOf } from '~/platform/day';
import { logEvent } from '~/platform/log.server';
import type { Runtime } from '~/platform/runtime.server';
import { rewrapForDesk, type KeySlot } from '~/record/key-slots.server';

/** The key that words are sealed to changes every so many days (SECURITY.md §9). */
export const ROTATE_DAYS = 14;
/** So long after it was replaced a former key stays, for processes that still seal to it; then it is destroyed. */
const KEEP_DAYS = 14;
const DAY_MS = 86_400_000;
const AT_ONCE = 300;

interface SlotRow {
  object_id: string;
  wrapped: Buffer;
  key_epoch: number;
}

const slotOf = ({ object_id, wrapped, key_epoch }: SlotRow): KeySlot => ({
  objectId: object_id,
  wrapped,
  keyEpoch: key_epoch,
  suite: SUITE.deskWrap,
});

type Place = Pick<Runtime, 'config' | 'keyring' | 'now'>;

/** Makes a new key when the present one is old enough. */
function rotateWhenDue({ config, now }: Place): void {
  const since = readPublicRings(config.keysDir)?.desk_public.at(-1)?.since;
  if (since && now().getTime() - since.getTime() >= ROTATE_DAYS * DAY_MS) rotate(config.keysDir, 'desk', now());
}

/**
 * Wraps every data key for the present key, some at once, each batch whole: cut off anywhere, the next run goes on. A slot
 * that was deleted or changed meanwhile stays as it is. Gives how many were wrapped anew and how many could not be.
 */
export async function rewrapSlots(client: pg.ClientBase, place: Place): Promise<{ done: number; failed: number }> {
  const counts = { done: 0, failed: 0 };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<SlotRow>(
      `SELECT object_id, wrapped, key_epoch FROM app.key_slot
       WHERE suite = ${SUITE.deskWrap} AND key_epoch <> $1 AND object_id > $2 ORDER BY object_id LIMIT ${AT_ONCE}`,
      [place.keyring.deskPublic.current.version, after],
    );
    if (rows.length === 0) return counts;
    after = rows.at(-1)!.object_id;
    const anew = await Promise.all(
      rows.map(async (slot) => ({ slot, now: await rewrapForDesk(place.keyring, slotOf(slot)) })),
    );
    const good = anew.flatMap(({ slot, now }) => (now ? [{ slot, now }] : []));
    counts.failed += anew.length - good.length;
    const { rowCount } = await client.query(
      `UPDATE app.key_slot k SET wrapped = n.wrapped, key_epoch = n.epoch
       FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::int[]) AS n (id, former, wrapped, epoch)
       WHERE k.object_id = n.id AND k.wrapped = n.former`,
      [
        good.map(({ slot }) => slot.object_id),
        good.map(({ slot }) => slot.wrapped),
        good.map(({ now }) => Buffer.from(now.wrapped)),
        good.map(({ now }) => now.keyEpoch),
      ],
    );
    counts.done += rowCount ?? 0;
  }
}

/**
 * Destroys former keys that were replaced long enough ago and that no slot needs. The database is told first: what is still
 * sealed to such a key is refused from then on, and never stored unreadable.
 */
async function destroyFormer(client: pg.ClientBase, { config, now }: Place): Promise<number> {
  const ring = readPublicRings(config.keysDir)?.desk_public ?? [];
  let destroyed = 0;
  for (const [at, { version }] of ring.entries()) {
    const successor = ring[at + 1];
    if (!successor || now().getTime() - successor.since.getTime() < KEEP_DAYS * DAY_MS) continue;
    const { rowCount } = await client.query(
      `INSERT INTO app.destroyed_key (epoch, destroyed_on) SELECT $1, $2
       WHERE NOT EXISTS (SELECT 1 FROM app.key_slot WHERE suite = ${SUITE.deskWrap} AND key_epoch = $1) ON CONFLICT DO NOTHING`,
      [version, dayOf(now())],
    );
    const known = rowCount === 1 || (await isDestroyed(client, version));
    if (known && forgetVersion(config.keysDir, 'desk', version)) destroyed += 1;
  }
  return destroyed;
}

async function isDestroyed(client: pg.ClientBase, version: number): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM app.destroyed_key WHERE epoch = $1', [version]);
  return rowCount === 1;
}

/** The daily job: a new key when it is due, every slot wrapped for it, and former keys destroyed in time. */
export async function renewDeskKey(databaseUrl: string, place: Place): Promise<void> {
  rotateWhenDue(place);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'desk-key' });
  await client.connect();
  try {
    await client.query('SET ROLE answerable_owner');
    const { failed } = await rewrapSlots(client, place);
    if (failed > 0) logEvent('desk_key.slots_left', {}, 'error');
    await destroyFormer(client, place);
  } finally {
    await client.end();
  }
}

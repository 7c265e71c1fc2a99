import { createHash } from 'node:crypto';
import type { Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { loadItem, mayOver } from '~/feedback/item-loading.server';
import type { DeskItem } from '~/feedback/item-store.server';
import { redactionsOf, type Redaction } from '~/feedback/redaction-store.server';
import { wholeTextsOf, type WholeText } from '~/feedback/redaction-texts.server';
import { removalFields, type RemovalRequest } from '~/feedback/removal';
import { commitmentsOf, type TextCommitment } from '~/feedback/text-commitment-store.server';
import { framed } from '~/platform/crypto/bytes.server';
import type { Db } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';

/** An item with its whole texts, its masks and its commitments. */
export interface Standing {
  item: DeskItem;
  texts: WholeText[];
  redactions: Redaction[];
  commitments: TextCommitment[];
}

/** What a removal is decided on, for somebody who may mask the item and holds one permission more. */
export async function standing<More>(
  staff: Staff,
  itemId: string,
  permission: 'item.mask' | 'item.redact',
  more: (db: Db) => Promise<More>,
): Promise<Result<Standing & { more: More }>> {
  const item = await loadItem(staff, itemId);
  if (!item) return refuse('item.not_found');
  const may = mayOver(staff, item);
  if (!may('item.mask') || !may(permission)) return refuse('workflow.not_allowed');
  return done(
    await readForDesk(staff, async (db) => ({
      item,
      texts: await wholeTextsOf(db, item),
      redactions: await redactionsOf(db, itemId),
      commitments: await commitmentsOf(db, itemId),
      more: await more(db),
    })),
  );
}

/** SHA-256 of the exact request. */
export const hashOf = (request: RemovalRequest) =>
  new Uint8Array(
    createHash('sha256')
      .update(framed(...removalFields(request)))
      .digest(),
  );

/** Roots by their texts, as a request names them. */
export const rootsOf = (commitments: readonly Pick<TextCommitment, 'textId' | 'root'>[]) =>
  Object.fromEntries(commitments.map(({ textId, root }) => [textId, Buffer.from(root).toString('hex')]));

import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { overOf } from '~/feedback/item-loading.server';
import { holdItem, touchItem } from '~/feedback/item-writes-store.server';
import { REDACTION_WORKFLOW, unmarkedTexts } from '~/feedback/redaction';
import { moveRedaction } from '~/feedback/redaction-writes-store.server';
import { isOpen, REMOVAL_HOURS, type RemovalReason } from '~/feedback/removal';
import { removalsOf } from '~/feedback/removal-store.server';
import { openingPlace } from '~/feedback/text-commitment-store.server';
import { commitTo } from '~/feedback/text-commitment.server';
import { sealText } from '~/platform/crypto/envelope.server';
import { hashOf, rootsOf, standing, type Standing } from '~/feedback/removal-loading.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next } from '~/record/fact';
import { openDataKey } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

/** The commitments that texts still lack, their openings sealed under the texts' own keys. */
async function newCommitments(staff: Staff, { texts, commitments }: Standing) {
  const lacking = texts.filter(({ id, text }) => text !== null && !commitments.some(({ textId }) => textId === id));
  return readForDesk(staff, async (db) => {
    const made = [];
    for (const { id, text, language } of lacking) {
      const dataKey = await openDataKey(db, id);
      if (!dataKey) continue;
      const { root, opening } = commitTo(text ?? '', language);
      made.push({ textId: id, root, opening: sealText(dataKey, openingPlace(id), JSON.stringify(opening)) });
    }
    return made;
  });
}

/**
 * Asks that a masked passage be removed for good. Commits to the words of each text first, so that what is left can be
 * shown to be what was there. Refuses while the mask is not marked in every text, and a second request beside an open one.
 */
export async function requestRemoval(
  staff: Staff,
  itemId: string,
  redactionId: string,
  reason: RemovalReason,
): Promise<Result<{ id: string }>> {
  const found = await standing(staff, itemId, 'item.mask', (db) => removalsOf(db, itemId));
  if (!found.ok) return found;
  const { item, texts, redactions, commitments, more: removals } = found.value;
  const redaction = redactions.find(({ id }) => id === redactionId);
  if (!redaction) return refuse('redaction.not_found');
  const unmarked = unmarkedTexts(redaction, texts.map(({ id }) => id)).length; // prettier-ignore
  // Asking needs the right to mask; deciding needs the other.
  const stepped = step(REDACTION_WORKFLOW, { ...redaction, unmarked }, 'remove', () => true);
  if (!stepped.ok) return stepped;
  if (removals.some((one) => one.redactionId === redactionId && isOpen(one, now()))) {
    return refuse('removal.open_already');
  }
  const made = await newCommitments(staff, found.value);
  const id = v7();
  const requestedAt = now();
  const expiresAt = new Date(requestedAt.getTime() + REMOVAL_HOURS * 3_600_000);
  const { missionId } = item;
  const roots = rootsOf([...commitments, ...made]);
  const redactionVersion = redaction.version + 1;
  const requestHash = hashOf({
    id, missionId, itemId, redactionId, redactionVersion, texts: redaction.texts, roots, reason,
    requestedBy: staff.accountId, requestedAt, expiresAt,
  }); // prettier-ignore
  const actor = staff.actor('item.mask', overOf(item));
  const asked = next('redaction.removal_requested', redaction, { item: itemId, reason, request: id });
  const committed = next('item.committed', item, {
    texts: made.map(({ textId }) => textId),
    roots: made.map(({ root }) => Buffer.from(root).toString('hex')),
  });
  await recordChange(actor, made.length > 0 ? [asked, committed] : [asked], async (tx) => {
    if (made.length > 0) await touchItem(tx, item);
    else await holdItem(tx, item);
    await tx.textCommitment.createMany({ data: made.map((one) => ({ ...one, missionId, itemId })) });
    await moveRedaction(tx, redaction, {});
    await tx.redactionRemoval.create({
      data: {
        id, missionId, redactionId, reason, requestHash, byRole: actor.role, requestedBy: staff.accountId, requestedAt, expiresAt,
      }, // prettier-ignore
      select: { id: true },
    });
  });
  return done({ id });
}

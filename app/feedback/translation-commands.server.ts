import { v7 } from 'uuid';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { isHeldUp, needsTranslation } from '~/feedback/item';
import { loadItem, mayOver, overOf } from '~/feedback/item-loading.server';
import { caseOf, setItemState, type DeskItem } from '~/feedback/item-store.server';
import { touchItem } from '~/feedback/item-writes-store.server';
import { openItemTexts } from '~/feedback/text-door.server';
import { dateOf, dayOf } from '~/platform/day';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next } from '~/record/fact';
import { addKeySlots, sealForDesk } from '~/record/key-slots.server';
import { expectOne, recordChange } from '~/record/record-change.server';

const TRANSLATABLE = ['screened', 'translated'];

function whyNotTranslate(item: DeskItem): Refusal | null {
  if (!TRANSLATABLE.includes(item.state)) return 'workflow.not_from_here';
  if (isHeldUp(item)) return 'item.round_stopped';
  if (!item.mayTranslate) return item.consents.translate ? 'item.use_refused' : 'item.no_consent_to_translate';
  return needsTranslation(caseOf(item)) ? null : 'item.translation_not_needed';
}

/**
 * Keeps a translation into the desk's working language, sealed, as a draft that somebody else must confirm. A former
 * draft gives way; a confirmed translation stays until the new one is confirmed. Refuses without the sender's consent to
 * translating.
 */
export async function saveTranslation(staff: Staff, id: string, text: string): Promise<Result> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  if (!mayOver(staff, item)('item.translate')) return refuse('workflow.not_allowed');
  const refusal = whyNotTranslate(item);
  if (refusal) return refuse(refusal);
  const actor = staff.actor('item.translate', overOf(item));
  const versionId = v7();
  const { body, slot } = await sealForDesk({ table: 'item_version', record: versionId, field: 'body' }, text);
  await recordChange(actor, [next('item.translation_drafted', item, { translation: versionId })], async (tx) => {
    await touchItem(tx, item);
    await tx.itemVersion.updateMany({
      where: { itemId: id, kind: 'translation', state: 'draft' },
      data: { state: 'superseded' },
    });
    await tx.itemVersion.create({
      data: {
        id: versionId,
        missionId: item.missionId,
        itemId: id,
        kind: 'translation',
        language: item.round.sourceLanguage,
        body,
        byRole: actor.role,
        byAccount: staff.accountId,
        state: 'draft',
        madeOn: dateOf(dayOf(now())),
      },
      select: { id: true },
    });
    await addKeySlots(tx, [slot]);
  });
  return done();
}

/**
 * Confirms a translation by a second speaker, and with it an item that was waiting for one. Refuses whoever translated,
 * and a draft that is no longer the newest.
 */
export async function reviewTranslation(staff: Staff, id: string, translationId: string): Promise<Result> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  if (!mayOver(staff, item)('translation.review')) return refuse('workflow.not_allowed');
  if (!TRANSLATABLE.includes(item.state)) return refuse('workflow.not_from_here');
  const { translation } = item;
  if (!translation || translation.id !== translationId || translation.state !== 'draft') {
    return refuse('item.translation_not_current');
  }
  if (translation.byAccount === staff.accountId) return refuse('item.own_translation');
  // Nobody confirms what they cannot read.
  const [texts] = await readForDesk(staff, (db) => openItemTexts(db, 'read', [item]));
  if (texts?.closed.original || texts?.closed.translation) return refuse('item.closed_by_mask');
  const reviewed = next('item.translation_reviewed', item, { translation: translationId });
  const after = { ...item, version: item.version + 1 };
  const waits = item.state === 'screened';
  await recordChange(
    staff.actor('translation.review', overOf(item)),
    waits ? [reviewed, next('item.translated', after)] : [reviewed],
    async (tx) => {
      await touchItem(tx, item);
      if (waits) await setItemState(tx, after, 'translated', dayOf(now()));
      await tx.itemVersion.updateMany({
        where: { itemId: id, kind: 'translation', state: 'reviewed' },
        data: { state: 'superseded' },
      });
      expectOne(
        await tx.itemVersion.updateMany({
          where: { id: translationId, state: 'draft' },
          data: { state: 'reviewed', reviewedBy: staff.accountId, reviewedOn: dateOf(dayOf(now())) },
        }),
      );
    },
  );
  return done();
}

import { randomUUID } from 'node:crypto';
import type { Staff } from '~/auth/staff.server';
import { loadItem, mayOver, overOf } from '~/feedback/item-loading.server';
import { messagesOf } from '~/feedback/message-store.server';
import { dateOf, dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next } from '~/record/fact';
import { addKeySlots, sealForVisit } from '~/record/key-slots.server';
import { expectOne, recordChange } from '~/record/record-change.server';

/**
 * Asks the sender something about an item, in the language the answer is owed in. It waits on the return page, sealed
 * under the answer key; nothing is sent out. Refuses where nobody holds a code.
 */
export async function askParticipant(staff: Staff, itemId: string, text: string): Promise<Result> {
  const item = await loadItem(staff, itemId);
  if (!item) return refuse('item.not_found');
  if (!mayOver(staff, item)('item.message')) return refuse('workflow.not_allowed');
  if (item.codeDeclined) return refuse('message.nobody_returns');
  const id = randomUUID();
  const { body, slot } = sealForVisit({ table: 'message', record: id, field: 'body' }, text);
  const { missionId, submissionId, answerLanguage: language } = item;
  await recordChange(
    staff.actor('item.message', overOf(item)),
    [born('message.sent', id, { item: itemId })],
    async (tx) => {
      await tx.message.create({
        data: {
          id,
          missionId,
          submissionId,
          itemId,
          direction: 'out',
          kind: 'question',
          language,
          body,
          day: dateOf(dayOf(now())),
          byAccount: staff.accountId,
        },
        select: { id: true },
      });
      await addKeySlots(tx, [slot]);
    },
  );
  return done();
}

/** Notes that somebody has read what the sender wrote. Reading twice changes nothing. */
export async function markMessageRead(staff: Staff, itemId: string, messageId: string): Promise<Result> {
  const item = await loadItem(staff, itemId);
  if (!item) return refuse('item.not_found');
  if (!mayOver(staff, item)('item.message')) return refuse('workflow.not_allowed');
  const messages = await readForDesk(staff, (db) => messagesOf(db, item, mayOver(staff, item)('item.sensitive')));
  const message = messages.find(({ id, direction }) => id === messageId && direction === 'in');
  if (!message) return refuse('message.not_found');
  if (message.read) return done();
  await recordChange(staff.actor('item.message', overOf(item)), [next('message.read', message)], async (tx) =>
    expectOne(
      await tx.message.updateMany({
        where: { id: messageId, version: message.version, read: false },
        data: { read: true, version: { increment: 1 } },
      }),
    ),
  );
  return done();
}

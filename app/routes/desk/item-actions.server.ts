import { codePoint, describePoint } from '~/feedback/coding-commands.server';
import { addNote, firstLook, moveItem, referItem } from '~/feedback/item-commands.server';
import type { ItemForm, PointForm } from '~/feedback/item-input';
import { askParticipant, markMessageRead } from '~/feedback/message-commands.server';
import { markPoints, removePoint } from '~/feedback/point-commands.server';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { reviewTranslation, saveTranslation } from '~/feedback/translation-commands.server';
import { notFound } from '~/auth/responses.server';
import type { Staff } from '~/auth/staff.server';
import type { Result } from '~/platform/result';

/** The command that a form of an item's page stands for. */
export function itemCommand(staff: Staff, id: string, form: ItemForm): Promise<Result<unknown>> {
  switch (form.intent) {
    case 'first_look':
      return firstLook(staff, id, form);
    case 'move':
      return moveItem(staff, id, form.event);
    case 'refer':
      return referItem(staff, id, form.referral);
    case 'translate':
      return saveTranslation(staff, id, form.translation);
    case 'review':
      return reviewTranslation(staff, id, form.version);
    case 'mark':
      return markPoints(staff, id, form);
    case 'ask':
      return askParticipant(staff, id, form.message);
    case 'read':
      return markMessageRead(staff, id, form.messageId);
    case 'note':
      return addNote(staff, id, form.note);
    case 'sensitive':
      return markSensitive(staff, id, form);
  }
}

/** The command that a form about what a point says stands for. */
export function pointCommand(staff: Staff, id: string, form: PointForm): Promise<Result<unknown>> {
  if (form.intent === 'describe') return describePoint(staff, id, form);
  return form.intent === 'code' ? codePoint(staff, id, form) : removePoint(staff, id);
}

/** Throws the page that is not found for what the person may not know of. */
export function foundOr404<T>(result: Result<T>): Result<T> {
  if (!result.ok && (result.refusal === 'item.not_found' || result.refusal === 'point.not_found')) throw notFound();
  return result;
}

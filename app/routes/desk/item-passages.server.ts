import { notFound } from '~/auth/responses.server';
import type { Staff } from '~/auth/staff.server';
import { liftMask, markPassage, maskPassage } from '~/feedback/redaction-commands.server';
import { requestRemoval } from '~/feedback/removal-commands.server';
import { approveRemoval, declineRemoval } from '~/feedback/removal-decisions.server';
import type { RedactionForm } from '~/feedback/redaction-input';
import type { Result } from '~/platform/result';

function commandFor(staff: Staff, id: string, form: RedactionForm): Promise<Result<unknown>> {
  switch (form.intent) {
    case 'mask':
      return maskPassage(staff, id, { reason: form.reason, ticks: form, atOnce: form.atOnce });
    case 'mark':
      return markPassage(staff, id, form.redaction, form);
    case 'lift':
      return liftMask(staff, id, form.redaction, form.liftReason);
    case 'ask_removal':
      return requestRemoval(staff, id, form.redaction, form.removalReason);
    case 'approve_removal':
      return approveRemoval(staff, id, { id: form.removal, seen: form.hash });
    case 'decline_removal':
      return declineRemoval(staff, id, form.removal);
  }
}

/** The command that a form of the page of masked passages stands for; the page that is not found for what nobody may know of. */
export async function redactionCommand(staff: Staff, id: string, form: RedactionForm): Promise<Result<unknown>> {
  const result = await commandFor(staff, id, form);
  if (!result.ok && result.refusal === 'item.not_found') throw notFound();
  return result;
}

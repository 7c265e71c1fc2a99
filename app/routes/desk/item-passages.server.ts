import { notFound } from '~/auth/responses.server';
import type { Staff } from '~/auth/staff.server';
import { liftMask, markPassage, maskPassage } from '~/feedback/redaction-commands.server';
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
  }
}

/** The command that a form of the page of masked passages stands for; the page that is not found for what nobody may know of. */
export async function redactionCommand(staff: Staff, id: string, form: RedactionForm): Promise<Result<unknown>> {
  const result = await commandFor(staff, id, form);
  if (!result.ok && result.refusal === 'item.not_found') throw notFound();
  return result;
}

import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import { dateOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { elementAdded, elementChanged, latestRevision, sameText } from '~/programs/program';
import type { ElementAddition, ElementRevisionInput } from '~/programs/program-input';
import { appendElementText, elementById, programById, programElements } from '~/programs/program-store.server';
import { recordChange } from '~/record/record-change.server';

/** Adds a numbered element to a program, with its first text. Refuses a number that the program has already. */
export async function addElement(
  staff: Staff,
  programId: string,
  input: ElementAddition,
): Promise<Result<{ id: string }>> {
  const { missionId } = staff;
  if (!missionId || !staff.may('program.edit', { programId })) return refuse('workflow.not_allowed');
  const [program, elements] = await readForDesk(staff, async (db) => [
    await programById(db, programId),
    await programElements(db, programId),
  ]);
  if (!program) return refuse('program.not_found');
  if (elements.some((one) => one.number === input.number)) return refuse('program_element.number_taken');
  const id = v7();
  await recordChange(staff.actor('program.edit', { programId }), [elementAdded(id, programId)], async (tx) => {
    await tx.programElement.create({
      data: { id, missionId, programId, number: input.number, title: input.title },
      select: { id: true },
    });
    await tx.elementText.create({
      data: {
        id: v7(),
        missionId,
        elementId: id,
        revision: 1,
        text: input.text,
        effectiveOn: dateOf(input.effectiveOn),
      },
      select: { id: true },
    });
  });
  return done({ id });
}

/**
 * Writes the next revision of an element's text by staff themselves, such as a correction. What a decision changes goes
 * through the decision. Refuses a text that is the one already there.
 */
export async function reviseElement(staff: Staff, programId: string, input: ElementRevisionInput): Promise<Result> {
  const { missionId } = staff;
  if (!missionId || !staff.may('program.edit', { programId })) return refuse('workflow.not_allowed');
  const element = await readForDesk(staff, (db) => elementById(db, input.elementId));
  if (!element || element.programId !== programId) return refuse('program.not_found');
  if (sameText(latestRevision(element)?.text ?? {}, input.text)) return refuse('program_element.same_text');
  const { text, effectiveOn } = input;
  await recordChange(staff.actor('program.edit', { programId }), [elementChanged(element, null)], (tx) =>
    appendElementText(tx, { missionId, element, text, effectiveOn, decisionId: null }),
  );
  return done();
}

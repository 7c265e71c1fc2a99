import { dateOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { addKeySlots, type Sealed } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';
import type { RiskAssessment } from '~/rounds/risk-assessment';

export type DraftedAssessment = Pick<
  RiskAssessment,
  'id' | 'missionId' | 'roundId' | 'edition' | 'hazards' | 'heard' | 'residual' | 'draftedBy' | 'draftedOn'
>;

const columnsOf = ({ hazards, heard, residual, draftedBy, draftedOn }: DraftedAssessment) => ({
  hazards: [...hazards],
  heard,
  residual,
  draftedBy: [...draftedBy],
  draftedOn: dateOf(draftedOn),
});

/** A new edition. Of two that are begun at once, one is lost (409). */
export async function insertAssessment(tx: Tx, drafted: DraftedAssessment, { body, slot }: Sealed): Promise<void> {
  const { id, missionId, roundId, edition } = drafted;
  const row = { id, missionId, roundId, edition, ...columnsOf(drafted), body };
  expectOne(await tx.riskAssessment.createMany({ data: [row], skipDuplicates: true }));
  await addKeySlots(tx, [slot]);
}

const asSeen = ({ id, version }: Pick<RiskAssessment, 'id' | 'version'>) => ({ id, version, state: 'draft' });

/** The next version of a draft, from the one it was seen in (409). The former words go with their key. */
export async function replaceAssessment(
  tx: Tx,
  seen: Pick<RiskAssessment, 'id' | 'version'>,
  drafted: DraftedAssessment,
  { body, slot }: Sealed,
): Promise<void> {
  const data = { ...columnsOf(drafted), body, version: { increment: 1 } };
  expectOne(await tx.riskAssessment.updateMany({ where: asSeen(seen), data }));
  await tx.keySlot.deleteMany({ where: { objectId: seen.id } });
  await addKeySlots(tx, [slot]);
}

/** Puts a signature under a draft as it was seen (409). */
export async function signAssessmentRow(
  tx: Tx,
  seen: Pick<RiskAssessment, 'id' | 'version'>,
  { by, today, civicSpace }: { by: string; today: string; civicSpace: string },
): Promise<void> {
  const data = { state: 'signed', signedBy: by, signedOn: dateOf(today), civicSpace, version: { increment: 1 } };
  expectOne(await tx.riskAssessment.updateMany({ where: asSeen(seen), data }));
}

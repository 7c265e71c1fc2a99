import { randomUUID } from 'node:crypto';
import type { Prisma } from '~/generated/prisma/client';
import type { Marked } from '~/feedback/redaction';
import type { Redaction } from '~/feedback/redaction-store.server';
import type { Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';

/** Keeps where a passage stands: one row for each place, and one for each text in which it does not occur. */
export async function insertPassages(
  tx: Tx,
  redaction: { id: string; missionId: string; itemId: string },
  marks: readonly Marked[],
): Promise<void> {
  const { id: redactionId, missionId, itemId } = redaction;
  const row = (textId: string, span: { start: number; end: number } | null) => ({
    id: randomUUID(),
    missionId,
    redactionId,
    versionId: textId === itemId ? null : textId,
    spanStart: span?.start ?? null,
    spanEnd: span?.end ?? null,
  });
  await tx.redactionPassage.createMany({
    data: marks.flatMap(({ textId, spans }) =>
      spans.length === 0 ? [row(textId, null)] : spans.map((span) => row(textId, span)),
    ),
  });
}

/** The next version of a mask, from the state and version it was seen in (409). */
export async function moveRedaction(
  tx: Tx,
  seen: Pick<Redaction, 'id' | 'version' | 'state'>,
  data: Prisma.RedactionUpdateManyMutationInput,
): Promise<void> {
  expectOne(
    await tx.redaction.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: { ...data, version: { increment: 1 } },
    }),
  );
}

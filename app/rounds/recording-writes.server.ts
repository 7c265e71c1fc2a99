import { dateOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { expectOne } from '~/record/record-change.server';
import { PIECE_BYTES, type Recording, type RecordingState } from '~/rounds/recording';

/** A new recording with its bytes in pieces. Of two that come to one place at once, one is lost (409). */
export async function insertRecording(
  tx: Tx,
  recording: Omit<Recording, 'state' | 'heardBy' | 'heardOn' | 'version'>,
  bytes: Uint8Array,
): Promise<void> {
  const row = { ...recording, uploadedOn: dateOf(recording.uploadedOn) };
  expectOne(await tx.recording.createMany({ data: [row], skipDuplicates: true }));
  const { id: recordingId, missionId } = recording;
  for (let position = 0; position * PIECE_BYTES < bytes.length; position += 1) {
    const body = new Uint8Array(bytes.subarray(position * PIECE_BYTES, (position + 1) * PIECE_BYTES));
    await tx.recordingPiece.create({ data: { recordingId, missionId, position, body }, select: { position: true } });
  }
}

/** The next state of a recording, from the version it was seen in (409). What is removed keeps its row and loses its sound. */
export async function moveRecording(
  tx: Tx,
  seen: Pick<Recording, 'id' | 'version' | 'state'>,
  state: RecordingState,
  heard: { by: string; on: Day } | null,
): Promise<void> {
  expectOne(
    await tx.recording.updateMany({
      where: { id: seen.id, version: seen.version, state: seen.state },
      data: { state, version: { increment: 1 }, ...(heard && { heardBy: heard.by, heardOn: dateOf(heard.on) }) },
    }),
  );
  if (state === 'removed') await tx.recordingPiece.deleteMany({ where: { recordingId: seen.id } });
}

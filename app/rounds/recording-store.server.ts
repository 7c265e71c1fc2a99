import { dayOf } from '~/platform/day';
import type { Db } from '~/platform/db.server';
import { PIECE_BYTES, type PublicRecording, type Recording } from '~/rounds/recording';

const PUBLIC = {
  id: true,
  language: true,
  part: true,
  questionId: true,
  spokenHash: true,
  format: true,
  byteCount: true,
  millis: true,
} as const;

const WHOLE = {
  ...PUBLIC,
  missionId: true,
  roundId: true,
  digest: true,
  state: true,
  uploadedBy: true,
  uploadedOn: true,
  heardBy: true,
  heardOn: true,
  version: true,
} as const;

/** The recordings of a round that everybody may hear (the database decides). */
export async function publicRecordings(db: Db, roundId: string): Promise<PublicRecording[]> {
  const rows = await db.recording.findMany({ where: { roundId }, select: PUBLIC, orderBy: { id: 'asc' } });
  return rows as PublicRecording[];
}

/** All recordings of a round that are there, for the desk. */
export async function recordingsOf(db: Db, roundId: string): Promise<Recording[]> {
  const rows = await db.recording.findMany({
    where: { roundId, state: { not: 'removed' } },
    select: WHOLE,
    orderBy: [{ language: 'asc' }, { part: 'asc' }, { id: 'asc' }],
  });
  return rows.map(
    (row) => ({ ...row, uploadedOn: dayOf(row.uploadedOn), heardOn: row.heardOn && dayOf(row.heardOn) }) as Recording,
  );
}

/** The bytes from one place to another, the end not counted, read piece by piece as far as they lie in them. */
export async function recordingBytes(db: Db, recordingId: string, from: number, to: number): Promise<Uint8Array> {
  const first = Math.floor(from / PIECE_BYTES);
  const rows = await db.recordingPiece.findMany({
    where: { recordingId, position: { gte: first, lte: Math.floor((to - 1) / PIECE_BYTES) } },
    select: { body: true },
    orderBy: { position: 'asc' },
  });
  const offset = first * PIECE_BYTES;
  return new Uint8Array(Buffer.concat(rows.map(({ body }) => body)).subarray(from - offset, to - offset));
}

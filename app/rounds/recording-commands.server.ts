import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { v7 } from 'uuid';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Staff } from '~/auth/staff.server';
import { readRecording } from '~/platform/audio/recording-file';
import { dayOf } from '~/platform/day';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import {
  MOST_BYTES,
  placeName,
  RECORDING_FACTS,
  RECORDING_WORKFLOW,
  uploadRefusal,
  type Recording,
  type RecordingEvent,
} from '~/rounds/recording';
import type { RecordingUpload } from '~/rounds/recording-input';
import { recordingsOf } from '~/rounds/recording-store.server';
import { insertRecording, moveRecording } from '~/rounds/recording-writes.server';
import type { Round } from '~/rounds/round';
import { roundById } from '~/rounds/round-store.server';
import { step } from '~/workflow/workflow';

interface Loaded {
  round: Round;
  recordings: readonly Recording[];
}

async function load(staff: Staff, roundId: string): Promise<Loaded | null> {
  return readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    return round && { round, recordings: await recordingsOf(db, round.id) };
  });
}

const overOf = ({ id, programId }: Round) => ({ roundId: id, programId });

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
  /** Of the words as they stand now, by the names of their places, in the language of the upload. */
  hashes: ReadonlyMap<string, string>;
}

/**
 * Takes a file as the recording of a part of a round in one language, in place of the one before. Its sound alone is kept,
 * in a container made anew; its name and everything else in it are dropped (SECURITY.md §7). Refuses, and keeps nothing
 * of, what is no whole Ogg Opus or MP3, too large, for words that are not there, or out of season.
 */
export async function addRecording(
  staff: Staff,
  roundId: string,
  { place, language }: RecordingUpload,
  file: UploadedFile,
): Promise<Result> {
  const loaded = await load(staff, roundId);
  if (!loaded) return refuse('round.not_found');
  const { round, recordings } = loaded;
  const over = overOf(round);
  if (!staff.may('recording.keep', over)) return refuse('workflow.not_allowed');
  if (file.bytes.length > MOST_BYTES) return refuse('recording.too_large');
  const spokenHash = file.hashes.get(placeName(place));
  const reading = readRecording(file.name, file.bytes);
  if (!reading.ok) return refuse(reading.problem);
  const { bytes, format, millis } = reading.recording;
  const own = { ...place, language };
  const former = recordings.find((one) => one.language === language && placeName(one) === placeName(place));
  const others = recordings.reduce((sum, one) => sum + (one === former ? 0 : one.byteCount), 0);
  const refusal = uploadRefusal(own, round, { own: bytes.length, others });
  if (refusal) return refuse(refusal);
  if (!spokenHash) return refuse('recording.no_such_place');
  const recording = {
    id: v7(),
    missionId: round.missionId,
    roundId: round.id,
    ...own,
    spokenHash,
    format,
    byteCount: bytes.length,
    millis,
    digest: bytesToHex(sha256(bytes)),
    uploadedBy: staff.accountId,
    uploadedOn: dayOf(now()),
  };
  const payload = { round: round.id, language, part: place.part, digest: recording.digest, words: spokenHash };
  const added = born('recording.added', recording.id, payload);
  const gone = former ? [next('recording.removed', former, { round: round.id })] : [];
  await recordChange(staff.actor('recording.keep', over), [added, ...gone], async (tx) => {
    if (former) await moveRecording(tx, former, 'removed', null);
    await insertRecording(tx, recording, bytes);
  });
  return done();
}

/**
 * Confirms a recording, as a second person who has heard it and read the words beside it, or removes it with its sound.
 * Refuses whoever uploaded it to confirm it, one of words that have changed since, and another version than was seen.
 */
export async function moveRecordingOf(
  staff: Staff,
  roundId: string,
  { event, recordingId, seen }: { event: RecordingEvent; recordingId: string; seen: number },
  hashesIn: (language: string) => ReadonlyMap<string, string>,
): Promise<Result> {
  const loaded = await load(staff, roundId);
  const recording = loaded?.recordings.find(({ id }) => id === recordingId);
  if (!loaded || !recording) return refuse('recording.not_found');
  const over = overOf(loaded.round);
  const subject = { ...recording, actorId: staff.accountId };
  const stepped = step(RECORDING_WORKFLOW, subject, event, (permission) => staff.may(permission, over));
  if (!stepped.ok) return stepped;
  if (recording.version !== seen) return refuse('recording.changed_since');
  const isOutdated = hashesIn(recording.language).get(placeName(recording)) !== recording.spokenHash;
  if (event === 'confirm' && isOutdated) return refuse('recording.words_changed');
  const fact = next(RECORDING_FACTS[event], recording, { round: loaded.round.id, digest: recording.digest });
  const heard = event === 'confirm' ? { by: staff.accountId, on: dayOf(now()) } : null;
  await recordChange(staff.actor(RECORDING_WORKFLOW[event].needs, over), [fact], (tx) =>
    moveRecording(tx, recording, stepped.value, heard),
  );
  return done();
}

import type { Permission } from '~/auth/permissions';
import type { AudioFormat } from '~/platform/audio/audio-reading';
import type { Day } from '~/platform/day';
import type { Refusal } from '~/platform/result';
import type { FactType } from '~/record/fact-types';
import type { RoundState } from '~/rounds/round';
import type { RecordedPart } from '~/rounds/script';
import type { Workflow } from '~/workflow/workflow';

/** Bytes of one file, and of all recordings of a round together. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_BYTES_OF_ROUND = 64 * 1024 * 1024;

/** How much of a recording is stored and sent at a time. */
export const PIECE_BYTES = 256 * 1024;

export const RECORDING_STATES = ['uploaded', 'heard', 'removed'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

/** What of a round a recording reads: a part of the script in one language, a question by its id. */
export interface RecordingPlace {
  language: string;
  part: RecordedPart;
  questionId: string | null;
}

/** What everybody may know of a recording. */
export interface PublicRecording extends RecordingPlace {
  id: string;
  /** Of the words that it reads: other words than those on the page are never played. */
  spokenHash: string;
  format: AudioFormat;
  byteCount: number;
  millis: number;
}

export interface Recording extends PublicRecording {
  missionId: string;
  roundId: string;
  digest: string;
  state: RecordingState;
  uploadedBy: string;
  uploadedOn: Day;
  heardBy: string | null;
  heardOn: Day | null;
  version: number;
}

export type RecordingEvent = 'confirm' | 'remove';

interface RecordingCase extends Pick<Recording, 'state' | 'uploadedBy'> {
  actorId: string;
}

/**
 * The life of a recording: like a translation, it is heard by the public only once a second person has heard it (G07). A
 * new one takes the place of the one before.
 */
export const RECORDING_WORKFLOW: Workflow<RecordingState, RecordingEvent, Permission, RecordingCase> = {
  confirm: {
    from: ['uploaded'],
    to: 'heard',
    needs: 'translation.review',
    refusal: ({ uploadedBy, actorId }) => (uploadedBy === actorId ? 'recording.hearer_uploaded_it' : null),
  },
  remove: { from: ['uploaded', 'heard'], to: 'removed', needs: 'recording.keep' },
};

export const RECORDING_FACTS: Readonly<Record<RecordingEvent, FactType>> = {
  confirm: 'recording.heard',
  remove: 'recording.removed',
};

const WITH_QUESTIONS: readonly RoundState[] = ['draft', 'risk_review', 'approved', 'open', 'paused_for_safety'];

/** Whether a part can be recorded in a state of its round: answers once published, the rest until it closes. */
export function isRecordable(part: RecordedPart, state: RoundState): boolean {
  return part === 'answers' ? state === 'published' : WITH_QUESTIONS.includes(state);
}

/** Why a recording is not taken at its place; null when it is. `others` are the bytes of the round's other recordings. */
export function uploadRefusal(
  place: RecordingPlace,
  round: { state: RoundState; languages: readonly string[] },
  bytes: { own: number; others: number },
): Refusal | null {
  if (!round.languages.includes(place.language)) return 'recording.other_language';
  if (!isRecordable(place.part, round.state)) return 'recording.not_now';
  if (bytes.own > MOST_BYTES) return 'recording.too_large';
  return bytes.own + bytes.others > MOST_BYTES_OF_ROUND ? 'recording.round_full' : null;
}

/** One name for a place: in a form, and to look recordings up by. */
export function placeName({ part, questionId }: Pick<RecordingPlace, 'part' | 'questionId'>): string {
  return questionId ?? part;
}

/** Those that read just the words shown, by the name of their place, in one language. */
export function playable<R extends PublicRecording>(
  recordings: readonly R[],
  language: string,
  hashes: ReadonlyMap<string, string>,
): Map<string, R> {
  const own = recordings.filter((one) => one.language === language && hashes.get(placeName(one)) === one.spokenHash);
  return new Map(own.map((one) => [placeName(one), one]));
}

/** Why a file is not taken as a recording. Each has a text under `recording` in the refusals. */
export type AudioProblem =
  | 'recording.not_audio'
  | 'recording.name_differs'
  | 'recording.damaged'
  | 'recording.cut_off'
  | 'recording.more_than_audio'
  | 'recording.too_short'
  | 'recording.too_long';

/** Sound alone, in a container made anew: nothing of the file is in it but its audio frames. */
export interface Recording {
  format: AudioFormat;
  bytes: Uint8Array;
  /** Length in milliseconds. */
  millis: number;
}

export type AudioFormat = 'ogg_opus' | 'mp3';

export type AudioReading = { ok: true; recording: Recording } | { ok: false; problem: AudioProblem };

export const MEDIA_TYPES: Readonly<Record<AudioFormat, string>> = { ogg_opus: 'audio/ogg', mp3: 'audio/mpeg' };

/** By the end of a file's name, which tells nothing else and is kept nowhere. */
export const EXTENSIONS: Readonly<Record<AudioFormat, readonly string[]>> = {
  ogg_opus: ['.opus', '.ogg', '.oga'],
  mp3: ['.mp3'],
};

export const SHORTEST_MILLIS = 300;
export const LONGEST_MILLIS = 60 * 60 * 1_000;

export function problem(code: AudioProblem): { ok: false; problem: AudioProblem } {
  return { ok: false, problem: code };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether ASCII text stands at a place, byte for byte. */
export function standsAt(bytes: Uint8Array, text: string, at = 0): boolean {
  if (at + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

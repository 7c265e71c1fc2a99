import { MEDIA_TYPES } from '~/platform/audio/audio-reading';
import type { Db } from '~/platform/db.server';
import { ATTACHMENT_CSP } from '~/platform/http/headers.server';
import { readRange } from '~/platform/http/range';
import { PIECE_BYTES, type PublicRecording } from '~/rounds/recording';
import { recordingBytes } from '~/rounds/recording-store.server';

/** The bytes of a recording, one piece of it in memory at a time, each read in a transaction of its own. */
function streamOf(id: string, range: { from: number; to: number }, read: Reading): ReadableStream<Uint8Array> {
  let at = range.from;
  return new ReadableStream(
    {
      async pull(controller) {
        const to = Math.min(range.to, (Math.floor(at / PIECE_BYTES) + 1) * PIECE_BYTES);
        controller.enqueue(await read((db) => recordingBytes(db, id, at, to)));
        at = to;
        if (at >= range.to) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

type Reading = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

const EXTENSION = { ogg_opus: 'ogg', mp3: 'mp3' } as const;

/**
 * A recording as a file, under a name that tells nothing. Never shown by the browser itself: it would begin to sound at
 * once. Gives a part where a part is asked for, so that a download that broke off can go on.
 */
export function recordingReply(request: Request, recording: PublicRecording, read: Reading): Response {
  const { id, format, byteCount } = recording;
  const range = readRange(request.headers.get('Range'), byteCount);
  const headers = {
    'Content-Type': MEDIA_TYPES[format],
    'Content-Disposition': `attachment; filename="recording.${EXTENSION[format]}"`,
    'Content-Security-Policy': ATTACHMENT_CSP,
    'Accept-Ranges': 'bytes',
  };
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${byteCount}` } });
  }
  const { from, to } = range ?? { from: 0, to: byteCount };
  return new Response(streamOf(id, { from, to }, read), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(to - from),
      ...(range && { 'Content-Range': `bytes ${from}-${to - 1}/${byteCount}` }),
    },
  });
}

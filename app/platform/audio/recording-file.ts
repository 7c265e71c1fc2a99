import { EXTENSIONS, problem, standsAt, type AudioFormat, type AudioReading } from './audio-reading';
import { readMp3 } from './mp3';
import { readOggOpus } from './ogg-opus';

/** Beginnings of other formats. By chance they stand in sound about once in a million files. */
const TAGS = ['script', '!doctype', 'html', '?php', 'svg'];
const FOREIGN = ['%pdf-', ...TAGS.map((name) => `<${name}`)];
/** The end of a zip archive lies within its longest comment of the file's end. */
const ZIP_END = 'PK\u0005\u0006';
const ZIP_REACH = 65_557;

/** The format that both the name's end and the first bytes say; null where one of them says none. */
function formatOf(name: string, bytes: Uint8Array): AudioFormat | null | 'differs' {
  const ending = name.toLowerCase();
  const byName = (Object.keys(EXTENSIONS) as AudioFormat[]).find((format) =>
    EXTENSIONS[format].some((extension) => ending.endsWith(extension)),
  );
  const isMp3 = standsAt(bytes, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2);
  const byBytes = standsAt(bytes, 'OggS') ? 'ogg_opus' : isMp3 ? 'mp3' : null;
  if (!byName || !byBytes) return null;
  return byName === byBytes ? byName : 'differs';
}

/** Whether the file is another one too, for programs that look for a beginning anywhere in it. */
function isSomethingElseToo(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').toLowerCase();
  return (
    FOREIGN.some((beginning) => text.includes(beginning)) || text.slice(-ZIP_REACH).includes(ZIP_END.toLowerCase())
  );
}

/**
 * Takes a file as a recording only where its name, its first bytes and the list of what is allowed agree (Ogg Opus, MP3),
 * and gives its sound alone (SECURITY.md §7). The name is looked at for its end and kept nowhere.
 */
export function readRecording(name: string, bytes: Uint8Array): AudioReading {
  const format = formatOf(name, bytes);
  if (format === null) return problem('recording.not_audio');
  if (format === 'differs') return problem('recording.name_differs');
  if (isSomethingElseToo(bytes)) return problem('recording.more_than_audio');
  return format === 'ogg_opus' ? readOggOpus(bytes) : readMp3(bytes);
}

import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const MOST_FRAMES = 12;

/**
 * Where in our own files an error arose: `app/x.ts:12`, innermost first. The message is cut away before the stack is
 * read, since messages hold data and can imitate frames; a frame counts only if its file exists within the project.
 */
export function projectFrames(error: unknown, root = process.cwd()): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const lines = withoutMessage(error.stack, error.message).split('\n');
  return lines.flatMap((line) => frameOf(line, root)).slice(0, MOST_FRAMES);
}

function withoutMessage(stack: string, message: string): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  return at === -1 ? stack : stack.slice(at + message.length);
}

function frameOf(line: string, root: string): string[] {
  const [, place = '', row = ''] =
    /^\s+at (?:.*\()?((?:file:\/\/)?\/[^()]*|[A-Za-z]:\\[^()]*):(\d+):\d+\)?$/.exec(line) ?? [];
  const file = relative(root, place.startsWith('file:') ? pathOf(place) : place);
  const inside = place !== '' && !file.startsWith('..') && !/(^|[\\/])node_modules[\\/]/.test(file);
  return inside && existsSync(`${root}${sep}${file}`) ? [`${file.split(sep).join('/')}:${row}`] : [];
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url.replace(/\?.*$/, ''));
  } catch {
    return '/';
  }
}

/** The class of what was thrown. A message or a `name` can hold data; a class name is written by a programmer. */
export function errorClass(error: unknown): string {
  if (!(error instanceof Error)) return 'NotAnError';
  const name: unknown = error.constructor?.name;
  return typeof name === 'string' && /^[A-Za-z_$][\w$]{0,63}$/.test(name) ? name : 'Error';
}

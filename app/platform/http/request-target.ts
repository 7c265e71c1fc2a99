export type TargetProblem = 'gate.target_garbled' | 'gate.target_too_long';

export type Target = { ok: true; path: string; query: URLSearchParams } | { ok: false; problem: TargetProblem };

/** Longest request target in characters; filters of the desk live in the URL and stay far below it. */
export const LONGEST_TARGET = 2048;

const GARBLED: Target = { ok: false, problem: 'gate.target_garbled' };

/**
 * Reads the target of a request line. It accepts only what the gate and the router behind it understand alike:
 * origin-form, printable ASCII, valid percent-encoding of UTF-8, and no empty, `.` or `..` segment, encoded slash,
 * backslash, fragment or control character. `path` comes back decoded, in lower case, without a trailing slash, because
 * the router matches so. A target in absolute-form is refused: it names a host of its own beside the Host header.
 */
export function readTarget(target: string): Target {
  if (target.length > LONGEST_TARGET) return { ok: false, problem: 'gate.target_too_long' };
  if (!/^\/[\x21-\x7e]*$/.test(target) || /[\\#]/.test(target)) return GARBLED;
  const [rawPath = '', ...rest] = target.split('?');
  const path = decoded(rawPath);
  const search = decoded(rest.join('?'));
  if (path === null || search === null || !isPlainPath(rawPath, path)) return GARBLED;
  if (search.includes('\0')) return GARBLED;
  const trimmed = path.toLowerCase().replace(/\/$/, '');
  return { ok: true, path: trimmed === '' ? '/' : trimmed, query: new URLSearchParams(rest.join('?')) };
}

function isPlainPath(raw: string, path: string): boolean {
  if (/%2f|%5c/i.test(raw) || /\p{Cc}/u.test(path) || path.includes('//')) return false;
  return !path.split('/').some((segment) => segment === '.' || segment === '..');
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

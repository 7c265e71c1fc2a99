const NOWHERE = 'http://this-site.invalid';

/**
 * A redirect target that stays on this site: a path that begins with one slash and no second slash or backslash, read
 * the way browsers read it (they drop tabs and line breaks, and take `/\` for `//`). Comes back percent-encoded, fit for
 * a header; `null` for anything else, and the caller then uses a page of its own choice.
 */
export function safeRedirectTarget(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2048) return null;
  if (!/^\/(?![/\\])/.test(value) || /[\p{Cc}\\]/u.test(value)) return null;
  if (!URL.canParse(value, NOWHERE)) return null;
  const url = new URL(value, NOWHERE);
  if (url.origin !== NOWHERE || url.pathname.startsWith('//')) return null;
  return url.pathname + url.search + url.hash;
}

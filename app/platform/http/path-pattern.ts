/**
 * Patterns of paths, as in the site's route list: `/:lang/desk/*`. `:name` stands for exactly one segment, a final `*`
 * for any rest, also none.
 */
export type PathPattern = `/${string}`;

/**
 * Whether `path` falls under `pattern`. The path must already be decoded, in lower case and without a trailing slash
 * (`readTarget` does that): the router matches the same way, so that no spelling of a path escapes its rules.
 */
export function matchesPath(pattern: PathPattern, path: string): boolean {
  const wanted = segments(pattern);
  const given = segments(path);
  const open = wanted.at(-1) === '*';
  if (open) wanted.pop();
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, at) => segment.startsWith(':') || segment.toLowerCase() === given[at]);
}

/** Whether the path falls under any of the patterns. */
export function matchesAny(patterns: readonly PathPattern[], path: string): boolean {
  return patterns.some((pattern) => matchesPath(pattern, path));
}

/** The first pattern that the path falls under, or `other`: what a log may say of a path. */
export function patternOf(patterns: readonly PathPattern[], path: string): string {
  return patterns.find((pattern) => matchesPath(pattern, path)) ?? 'other';
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Public keys of offline mission roots (Ed25519, base64url), by mission slug; `*` is for every mission without its own. */
export type VaultRoots = Readonly<Record<string, string>>;

/** 32 bytes in base64url: 43 characters, the last of which carries four bits. */
const KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads `VAULT_ROOT`: one key for all missions, or `slug=key` for each, parted by commas. The root is never read from
 * the database: whoever can write there must not be able to name another. Gives one line for what is wrong.
 */
export function readVaultRoots(text: string | null): { roots: VaultRoots; problems: string[] } {
  const entries = (text ?? '').split(',').map((entry) => entry.trim());
  const problems: string[] = [];
  const roots: Record<string, string> = {};
  for (const entry of entries.filter((one) => one !== '')) {
    const at = entry.indexOf('=');
    const [slug, key] = at < 0 ? ['*', entry] : [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    if (slug !== '*' && !SLUG.test(slug)) problems.push(`"${slug}" is not the slug of a mission.`);
    else if (!KEY.test(key)) problems.push(`the key for ${slug} is not one that vault-root printed (43 characters).`);
    else if (slug in roots) problems.push(`${slug} stands there twice.`);
    else roots[slug] = key;
  }
  return { roots, problems };
}

/** The root of a mission: its own, else the one for all, else null: then its rounds are anonymous only. */
export function rootOf(roots: VaultRoots, mission: string): string | null {
  return (Object.hasOwn(roots, mission) ? roots[mission] : roots['*']) ?? null;
}

import { joined, type Headers } from '~/platform/http/gate-headers';
import type { GateRules } from '~/platform/http/gate-rules';
import { matchesAny } from '~/platform/http/path-pattern';

export type OriginProblem = 'gate.site_foreign' | 'gate.origin_foreign' | 'gate.origin_null' | 'gate.origin_missing';

/**
 * Whether a change was sent from a page of another site (Fetch Metadata and RFC 6454). Old browsers send only one of
 * the two headers; one that sends neither is refused. `Origin: null` says nothing: elsewhere the form token decides
 * alone, on return pages the browser must also say `Sec-Fetch-Site: same-origin`.
 */
export function foreignOrigin(
  headers: Headers,
  ownOrigin: string,
  path: string,
  rules: Pick<GateRules, 'returnPaths'>,
): OriginProblem | null {
  const site = joined(headers, 'sec-fetch-site');
  const origin = joined(headers, 'origin');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'gate.site_foreign';
  if (origin !== undefined && origin !== 'null' && origin !== ownOrigin) return 'gate.origin_foreign';
  if (site !== undefined) return null;
  if (origin === undefined) return 'gate.origin_missing';
  return origin === 'null' && matchesAny(rules.returnPaths, path) ? 'gate.origin_null' : null;
}

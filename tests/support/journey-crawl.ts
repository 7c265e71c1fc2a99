import { ask } from './http-site';

/** Parts of an address that name one of many: an id, or the slug that stands behind these. */
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const NAMED_BEHIND = ['rounds', 'programs', 'answers', 'missions', 'records', 'texts', 'preview', 'guidance', 'script'];
/** Parts of a query that only choose what a list shows; of the others the name counts, and of this one the value. */
const CHOOSING = ['after', 'before', 'language', 'late', 'round', 'sort', 'state'];
const TELLING = 'form';
/** Of these several are looked at: what stands on them depends much on how far the object has come. */
const SEVERAL: Readonly<Record<string, number>> = {
  '/desk/items/*': 2,
  '/desk/points/*': 2,
  '/desk/decisions/*': 2,
  '/desk/rounds/*': 6,
  '/desk/rounds/*/texts/*': 2,
  '/rounds/*': 2,
  '/guidance/*': 4,
};

/** The kind of page an address leads to: `/en/desk/items/01a2…?form=x` is `/desk/items/*?form=x`. */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://site');
  const parts = pathname.split('/').slice(2);
  const shape = parts.map((part, at) =>
    ID.test(part) || (NAMED_BEHIND.includes(parts[at - 1] ?? '') && part !== 'new') ? '*' : part,
  );
  const telling = [...searchParams].filter(([name]) => !CHOOSING.includes(name));
  const query = telling.map(([name, value]) => (name === TELLING ? `${name}=${value}` : name)).sort();
  return `/${shape.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** Where the links of a page lead, without those that save a file: a file is no page. */
const linksOf = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*>/g)]
    .filter(([tag]) => !/\sdownload\b/.test(tag))
    .flatMap(([tag]) => /\shref="([^"#]+)/.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? []);

export interface Found {
  kind: string;
  address: string;
  status: number;
}

/**
 * Every kind of page that links lead to from `seeds`, in one language, as one reader sees it: what leads nowhere is
 * found with its status. Leaves out what is not under `within`, and the door out.
 */
export async function crawl(
  origin: string,
  seeds: readonly string[],
  within: RegExp,
  headers: Record<string, string> = {},
): Promise<Found[]> {
  const found: Found[] = [];
  const seen = new Map<string, Set<string>>();
  const waiting = [...seeds];
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    const known = seen.get(kind) ?? new Set();
    if (!within.test(address) || known.has(address) || known.size >= (SEVERAL[kind] ?? 1)) continue;
    seen.set(kind, known.add(address));
    const reply = await ask(origin, address, { headers });
    found.push({ kind, address, status: reply.status });
    if (reply.status === 200) waiting.push(...linksOf(reply.body));
  }
  return found;
}

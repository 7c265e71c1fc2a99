import { accessOf, type Access } from '~/auth/access';
import routes from '~/routes';

interface Entry {
  file: string;
  path?: string;
  children?: Entry[];
}

/** One address of the site, with who may look at it and who may send to it. */
export interface SiteRoute {
  /** `/:lang/desk/items/:id` */
  pattern: string;
  file: string;
  loader: Access | undefined;
  action: Access | undefined;
  /** Whether it has an action at all, marked or not. */
  acts: boolean;
}

function leaves(entries: readonly Entry[], above = ''): { pattern: string; file: string }[] {
  return entries.flatMap((entry) => {
    const pattern = entry.path ? `${above}/${entry.path}` : above;
    return entry.children ? leaves(entry.children, pattern) : [{ pattern: pattern || '/', file: entry.file }];
  });
}

/** Every address of `app/routes.ts`, read from the modules themselves: nothing here has to be kept up to date. */
export async function siteRoutes(): Promise<SiteRoute[]> {
  return Promise.all(
    leaves((await routes) as Entry[]).map(async ({ pattern, file }) => {
      const module = (await import(`../../app/${file}`)) as Record<string, unknown>;
      const { loader, action } = module;
      return { pattern, file, loader: accessOf(loader), action: accessOf(action), acts: action !== undefined };
    }),
  );
}

/** By its address alone, so that a page there which forgot to name its readers is looked at too. */
export const isStaff = ({ pattern }: SiteRoute) => /^\/:lang\/(desk|audit|admin|sign-out)(\/|$)/.test(pattern);

/**
 * The address with its parts filled in: `:id` and `:slug` by the kind that stands before them (`items/:id` by `items`),
 * others by their own name. Null where one is not known.
 */
export function addressOf(pattern: string, parts: Readonly<Record<string, string | undefined>>): string | null {
  const segments = pattern.split('/').map((segment, at, all) => {
    if (!segment.startsWith(':')) return segment;
    const kind = segment === ':id' || segment === ':slug' ? all[at - 1] : segment.slice(1);
    const name = kind === 'rounds' && pattern.endsWith('/recordings/:id') ? 'round_of_recording' : kind;
    return parts[name ?? ''] === undefined ? null : encodeURIComponent(parts[name ?? ''] ?? '');
  });
  return segments.includes(null) ? null : segments.join('/');
}

/** Whether the address names something that belongs to one mission. */
export const isOfMission = ({ pattern }: SiteRoute) => /:(id|slug)/.test(pattern);

import { isInterfaceLanguage } from '~/i18n/languages';
import { safeRedirectTarget } from '~/platform/http/safe-redirect';
import { paths, withQuery } from '~/routes/paths';

interface Held {
  role: string;
  missionId: string | null;
}

/** Where somebody was going, if that is a signed-in page of this site; null otherwise. */
export function wayBack(next: string | null | undefined): string | null {
  const target = safeRedirectTarget(next);
  const [, lang = '', area = ''] = (target ?? '').split(/[/?#]/);
  return target && isInterfaceLanguage(lang) && ['desk', 'audit', 'admin'].includes(area) ? target : null;
}

/** The page that one's work begins on: the audit for auditors, accounts for who is admin and nothing else. */
export function startPage(lang: string, held: readonly Held[]): string {
  const roles = new Set(held.map(({ role }) => role));
  if (roles.size === 1 && roles.has('auditor')) return paths.audit(lang);
  return roles.size === 1 && roles.has('admin') ? paths.admin(lang) : paths.desk(lang);
}

/** After signing in: where one was going, or the start page; whoever serves several missions chooses one first. */
export function landing(lang: string, held: readonly Held[], next: string | null): string {
  const target = wayBack(next);
  const missions = new Set(held.flatMap(({ missionId }) => (missionId ? [missionId] : [])));
  if (missions.size > 1) return withQuery(paths.deskMission(lang), { next: target });
  return target ?? startPage(lang, held);
}

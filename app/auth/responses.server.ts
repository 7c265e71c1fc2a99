import { redirect } from '@remix-run/node';
import { safeRedirectTarget } from '~/platform/http/safe-redirect';

/** Thrown to show the neutral page of a status. Carries nothing: what a reader may know stands in the locales. */
export function refusedPage(status: number): Response {
  return new Response(null, { status });
}

/** For what is not there, and for what belongs to another mission: the same. */
export const notFound = () => refusedPage(404);
export const forbidden = () => refusedPage(403);
export const conflict = () => refusedPage(409);

/** 303 to a path of ours; any other target is refused. */
export function seeOther(path: string, headers?: HeadersInit): Response {
  const target = safeRedirectTarget(path);
  if (!target) throw new Error('a redirect must stay on this site');
  return redirect(target, { status: 303, ...(headers && { headers }) });
}

/** To the sign-in page, remembering where the person was going when that was only looking. */
export function toSignIn(request: Request, lang: string): Response {
  const { pathname, search } = new URL(request.url);
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : '';
  return seeOther(`/${lang}/sign-in${next}`);
}

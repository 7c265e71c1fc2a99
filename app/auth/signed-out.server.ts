import { seeOther } from '~/auth/responses.server';
import { noCookie } from '~/auth/session.server';

/** Away from the signed-in pages; the browser is told to forget what it kept of them. */
export function signedOut(request: Request, path: string): Response {
  return seeOther(path, { 'Set-Cookie': noCookie(request), 'Clear-Site-Data': '"cookies", "storage"' });
}

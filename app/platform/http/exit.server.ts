import type { RequestHandler } from 'express';

/** Where the quick way out leads, unless the mission chose another page. */
export const DEFAULT_EXIT_URL = 'https://www.wikipedia.org/';

/** An address that may serve as the way out: https, without user, query or fragment, so that it tells nothing. */
export function isExitUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  return protocol === 'https:' && [username, password, search, hash].every((part) => part === '');
}

/**
 * The quick way out: 303 to a neutral page, which learns neither the address left (the headers say `no-referrer`) nor
 * anything else. `Clear-Site-Data` is not sent: it can hang the browser just when it must be fast.
 */
export function exit(url: string = DEFAULT_EXIT_URL): RequestHandler {
  if (!isExitUrl(url)) throw new TypeError('The exit address must be https, without query');
  const location = new URL(url).href;
  return (_req, res) => {
    res.writeHead(303, { Location: location, 'Content-Length': '0' });
    res.end();
  };
}

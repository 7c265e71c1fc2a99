import type { RequestHandler } from 'express';
import { beforeHead } from '~/platform/http/before-head.server';
import type { FrontConfig } from '~/platform/http/gate-rules';
import { matchesAny } from '~/platform/http/path-pattern';
import { readTarget } from '~/platform/http/request-target';
import { COOKIELESS_PATHS } from '~/platform/http/site-areas';

/** No page ships JavaScript, so that none is allowed anywhere. */
export const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** For files that came from outside and are handed out as attachments; the only other policy a route may set. */
export const ATTACHMENT_CSP = "default-src 'none'; sandbox";

const OFF =
  'accelerometer autoplay bluetooth browsing-topics camera clipboard-read display-capture encrypted-media fullscreen ' +
  'geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment publickey-credentials-get ' +
  'screen-wake-lock serial storage-access usb web-share xr-spatial-tracking';

/** The same on every reply, refusals of the HTTP parser included. */
export const FIXED_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': PAGE_CSP,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': OFF.split(' ')
    .map((feature) => `${feature}=()`)
    .join(', '),
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
};

export interface ReplyFacts {
  method: string;
  /** As it stood in the request line. */
  target: string;
  host: string | undefined;
  status: number;
  contentType: string;
  csp: string;
}

/**
 * The headers of one reply. `Onion-Location` goes only with public and participants' pages that were read with GET: a
 * browser that follows it after a POST would lose the page that shows a return code, and staff their session.
 */
export function replyHeaders(reply: ReplyFacts, config: FrontConfig): Record<string, string> {
  const headers = { ...FIXED_HEADERS };
  const target = readTarget(reply.target);
  const path = target.ok ? target.path : null;
  const origin = [config.origin, config.onionOrigin].find((own) => own && new URL(own).host === reply.host);
  if (reply.csp === ATTACHMENT_CSP) headers['Content-Security-Policy'] = ATTACHMENT_CSP;
  if (path === '/exit') headers['Referrer-Policy'] = 'no-referrer';
  if (path?.startsWith('/assets/') && [200, 206, 304].includes(reply.status)) {
    headers['Cache-Control'] = 'public, max-age=31536000, immutable';
  }
  if (origin?.startsWith('https:') && !reply.host?.split(':')[0]?.endsWith('.onion')) {
    headers['Strict-Transport-Security'] = 'max-age=63072000';
  }
  if (config.onionOrigin && origin === config.origin && path !== null && isPublicRead(reply, path)) {
    headers['Onion-Location'] = config.onionOrigin + reply.target.replace(/\?.*$/, '');
  }
  return headers;
}

function isPublicRead({ method, status, contentType }: ReplyFacts, path: string): boolean {
  const isPage = method === 'GET' && status === 200 && contentType.startsWith('text/html');
  return isPage && matchesAny(COOKIELESS_PATHS, path);
}

/** Sets the headers on every reply that passes through, last of all, so that no route can weaken them. */
export function securityHeaders(config: FrontConfig): RequestHandler {
  return (req, res, next) => {
    const target = readTarget(req.originalUrl);
    const cookieless = !target.ok || matchesAny(COOKIELESS_PATHS, target.path);
    beforeHead(res, () => {
      const facts = {
        method: req.method,
        target: req.originalUrl,
        host: req.headers.host,
        status: res.statusCode,
        contentType: String(res.getHeader('content-type') ?? ''),
        csp: String(res.getHeader('content-security-policy') ?? ''),
      };
      for (const name of res.getHeaderNames()) if (isTelltale(name)) res.removeHeader(name);
      if (cookieless) res.removeHeader('set-cookie');
      for (const [name, value] of Object.entries(replyHeaders(facts, config))) res.setHeader(name, value);
    });
    next();
  };
}

/** Headers that tell of the software, or let a cache recognise a reader. */
function isTelltale(name: string): boolean {
  return name === 'x-powered-by' || name === 'etag' || name === 'last-modified' || name.startsWith('x-remix-');
}

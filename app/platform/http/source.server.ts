import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';

/** Bears the bucket of a request's source to the site; what comes from outside under this name is overwritten. */
export const SOURCE_HEADER = 'x-answerable-source';

const HOUR_MS = 3_600_000;

/** The part of an address that one household or office shares: /24 of IPv4, /56 of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(plain)) return plain.split('.').slice(0, 3).join('.');
  const [head = '', tail = ''] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const whole = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
  const [one = '0', two = '0', three = '0', four = '0'] = whole;
  return [one, two, three, four.padStart(4, '0').slice(0, 2)].join(':');
}

/** Behind an onion service, or a proxy that is not configured, everybody comes from this machine: that names nobody. */
function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./i.test(address);
}

function addressOf(req: Request, trustsProxy: boolean): string {
  const forwarded = trustsProxy ? req.headers['x-forwarded-for'] : undefined;
  const last = String(forwarded ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return last || (req.socket.remoteAddress ?? '');
}

/**
 * Marks each request with an opaque bucket of its network, for limits on guessing and flooding: an HMAC under a random
 * key that lives an hour in memory and is stored nowhere. The address itself goes no further. A request without an
 * address of its own bears no mark: people who share an onion service must not be counted as one.
 */
export function markSource(trustedProxies: readonly string[]): RequestHandler {
  let key = randomBytes(32);
  let hour = Math.floor(Date.now() / HOUR_MS);
  return (req, _res, next) => {
    const present = Math.floor(Date.now() / HOUR_MS);
    if (present !== hour) [key, hour] = [randomBytes(32), present];
    const address = addressOf(req, trustedProxies.length > 0);
    delete req.headers[SOURCE_HEADER];
    if (address !== '' && !isLoopback(address)) {
      const mark = createHmac('sha256', key).update(networkOf(address)).digest('base64url').slice(0, 22);
      req.headers[SOURCE_HEADER] = mark;
    }
    next();
  };
}

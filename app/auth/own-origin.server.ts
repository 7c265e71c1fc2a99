import { runtime } from '~/platform/runtime.server';

/**
 * Which of the configured origins a request came to; the gate has let through no other host. Decides the name of the
 * cookie, and where absolute links lead: who came by the onion address is shown no other.
 */
export function ownOriginOf(request: Request): string {
  const { origin, onionOrigin } = runtime().config;
  return onionOrigin && request.headers.get('Host') === new URL(onionOrigin).host ? onionOrigin : origin;
}

import type { PathPattern } from '~/platform/http/path-pattern';

/** Every page of the site as the log may name it: the pattern, never what stands in its place. First match wins. */
export const ROUTE_PATTERNS: readonly PathPattern[] = [
  '/',
  '/exit',
  '/healthz',
  '/readyz',
  '/sitemap.xml',
  '/assets/*',
  '/feeds/*',
  '/iati/*',
  '/api/*',
  '/record/*',
  '/:lang',
  '/:lang/rounds',
  '/:lang/rounds/:slug',
  '/:lang/rounds/:slug/script',
  '/:lang/rounds/:slug/sheet',
  '/:lang/rounds/:slug/recordings/:id',
  '/:lang/rounds/:slug/news',
  '/:lang/news/*',
  '/:lang/rounds/:slug/respond',
  '/:lang/rounds/:slug/respond/*',
  '/:lang/return/*',
  '/:lang/answers',
  '/:lang/answers/:slug',
  '/:lang/programs',
  '/:lang/programs/:slug',
  '/:lang/guidelines',
  '/:lang/guidelines/:number',
  '/:lang/record/*',
  '/:lang/safety/*',
  '/:lang/guidance',
  '/:lang/guidance/:topic',
  '/:lang/languages',
  '/:lang/sign-in/*',
  '/:lang/sign-out',
  '/:lang/invitation/*',
  '/:lang/desk',
  '/:lang/desk/items/*',
  '/:lang/desk/points/*',
  '/:lang/desk/rounds/*',
  '/:lang/desk/search',
  '/:lang/desk/commitments/*',
  '/:lang/desk/decisions/*',
  '/:lang/desk/answers/*',
  '/:lang/desk/programs/*',
  '/:lang/desk/*',
  '/:lang/audit/*',
  '/:lang/organisation/*',
  '/:lang/admin/*',
];

/** Staff areas: requests here are logged one by one. Organisations are participants, and are only counted. */
export const STAFF_PATHS: readonly PathPattern[] = ['/:lang/desk/*', '/:lang/audit/*', '/:lang/admin/*'];

/** Nobody who only reads or takes part ever gets a cookie; a `Set-Cookie` on these is taken off again. */
export const COOKIELESS_PATHS: readonly PathPattern[] = [
  '/',
  '/exit',
  '/:lang',
  '/:lang/rounds/*',
  '/:lang/news/*',
  '/:lang/return/*',
  '/:lang/answers/*',
  '/:lang/programs/*',
  '/:lang/guidelines/*',
  '/:lang/record/*',
  '/:lang/safety/*',
  '/:lang/guidance/*',
  '/:lang/languages/*',
];

/**
 * Public pages that are read with GET and hold no form token or other secret. Only these may be compressed: where a
 * secret and input of the sender share a compressed page, its length gives the secret away piece by piece (BREACH).
 * Left out on purpose: respond, return, safety, sign-in and everything behind it.
 */
export const COMPRESSIBLE_PATHS: readonly PathPattern[] = [
  '/:lang',
  '/:lang/rounds',
  '/:lang/rounds/:slug',
  '/:lang/rounds/:slug/script',
  '/:lang/rounds/:slug/sheet',
  '/:lang/answers',
  '/:lang/answers/:slug',
  '/:lang/programs',
  '/:lang/programs/:slug',
  '/:lang/guidelines',
  '/:lang/guidelines/:number',
  '/:lang/record',
  '/:lang/guidance',
  '/:lang/guidance/:topic',
  '/:lang/languages',
  '/feeds/*',
  '/iati/*',
  '/api/v1/*',
  '/sitemap.xml',
];

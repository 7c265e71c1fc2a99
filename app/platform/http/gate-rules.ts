import type { PathPattern } from '~/platform/http/path-pattern';

/** What the HTTP front needs of the configuration. Origins come from here alone, never from a request. */
export interface FrontConfig {
  /** Public origin, for example `https://voices.example.org`. */
  origin: string;
  /** `http://….onion`, if the site also answers there. */
  onionOrigin?: string | null;
  /** Own port of the onion service: each listener serves its own host alone. */
  onionPort?: number | null;
  /** Addresses or CIDR blocks of reverse proxies whose forwarding headers are kept. */
  trustedProxies: readonly string[];
  port: number;
}

export interface BodyLimit {
  paths: readonly PathPattern[];
  maxBytes: number;
}

export interface GateRules {
  /** The origins of the listener that took the request; the Host header must be exactly one of theirs. */
  origins: readonly string[];
  /** The first entry that names the path decides; `maxBytes` of the others is `defaultMaxBytes`. */
  bodyLimits: readonly BodyLimit[];
  defaultMaxBytes: number;
  /** The only routes that take multipart bodies. */
  uploads: readonly PathPattern[];
  /** Where `Origin: null` counts for nothing: what lies here is opened by a code alone. */
  returnPaths: readonly PathPattern[];
}

const KIB = 1024;

export const ALLOWED_METHODS: readonly string[] = ['GET', 'HEAD', 'POST'];

/** Forms that carry long text, or many wrapped keys. Amharic and Burmese cost nine bytes a character in a form body. */
export const LONG_TEXT_PATHS: readonly PathPattern[] = [
  '/:lang/rounds/:slug/respond/*',
  '/:lang/return/*',
  '/:lang/desk/items/*',
  '/:lang/desk/points/*',
  '/:lang/desk/themes/*',
  '/:lang/desk/messages/*',
  '/:lang/desk/translations/*',
  '/:lang/desk/decisions/*',
  '/:lang/desk/answers/*',
  '/:lang/desk/commitments/*',
  '/:lang/desk/programs/*',
  '/:lang/desk/rounds/*',
  '/:lang/desk/sessions/*',
  '/:lang/desk/papers/*',
  '/:lang/desk/vault/*',
  '/:lang/organisation/drafts/*',
];

/** The forms that carry a file: one recording of ten megabytes, and its fields. */
export const UPLOAD_PATHS: readonly PathPattern[] = ['/:lang/desk/rounds/:slug/recordings'];
const UPLOAD_BYTES = 10 * KIB * KIB + 128 * KIB;

const RULES = {
  bodyLimits: [
    { paths: UPLOAD_PATHS, maxBytes: UPLOAD_BYTES },
    { paths: LONG_TEXT_PATHS, maxBytes: 512 * KIB },
  ],
  defaultMaxBytes: 64 * KIB,
  uploads: UPLOAD_PATHS,
  returnPaths: ['/:lang/return/*'],
} as const satisfies Omit<GateRules, 'origins'>;

/** The rules for requests that arrive at `localPort` (its listener binds the hosts). */
export function gateRules(config: FrontConfig, localPort: number): GateRules {
  return { ...RULES, origins: originsAt(config, localPort) };
}

function originsAt({ origin, onionOrigin, onionPort }: FrontConfig, localPort: number): string[] {
  return [onionOrigin && localPort === onionPort ? onionOrigin : origin];
}

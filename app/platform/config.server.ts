import { isAbsolute, join, relative, resolve } from 'node:path';
import { isIP } from 'node:net';
import { readVaultRoots, type VaultRoots } from '~/platform/vault-roots';

/** The part of the program that this process serves: everything, the public pages alone, or the desk alone. */
export type Part = 'all' | 'public' | 'desk';

/** What the environment settles before anything starts. Paths are absolute, origins have no trailing slash. */
export interface Config {
  readonly port: number;
  /** The only source of links to ourselves; a request's own host is never used. */
  readonly origin: string;
  readonly onionOrigin: string | null;
  /** Port of the onion service's own listener, on loopback alone; null without an onion address beside `origin`. */
  readonly onionPort: number | null;
  /** Address to listen on. Loopback unless set: the program speaks plain http, a proxy in front speaks TLS. */
  readonly listenHost: string;
  /** A PostgreSQL server to use, or null for the embedded one in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly keysDir: string;
  /** True when the keys lie inside the data folder: who copies the one has the other. To be shown as a warning. */
  readonly keysBesideData: boolean;
  readonly smtpUrl: string | null;
  /** The address that mail comes from, told on the page where addresses are given; null where there are no news lists. */
  readonly mailFrom: string | null;
  readonly part: Part;
  /** Addresses or networks (CIDR) of proxies whose forwarding headers are believed; empty means none. */
  readonly trustedProxies: readonly string[];
  /** The offline roots that sign officers' keys; without one, rounds of the mission are anonymous only. */
  readonly vaultRoots: VaultRoots;
}

export type ConfigReading = { ok: true; config: Config } | { ok: false; problems: string[] };

type Problem = (variable: string, line: string) => void;

const PARTS: readonly string[] = ['all', 'public', 'desk'] satisfies Part[];

/**
 * Reads the configuration from the environment alone (it looks at no file). A variable that is empty counts as not
 * set. Refuses with one line for each wrong value, naming its variable; the lines repeat no password.
 */
export function readConfig(env: NodeJS.ProcessEnv): ConfigReading {
  const problems: string[] = [];
  const problem: Problem = (variable, line) => void problems.push(`${variable}: ${line}`);
  const value = (name: string) => env[name]?.trim() || null;

  const port = readPort('PORT', value('PORT'), 3000, problem);
  const onionOrigin = readOnionOrigin(value('ONION_ORIGIN'), problem);
  const dataDir = resolve(value('DATA_DIR') ?? './data');
  const keysDir = resolve(value('KEYS_DIR') ?? join(dataDir, 'keys'));
  const config: Config = {
    port,
    origin: readOrigin('ORIGIN', value('ORIGIN') ?? `http://localhost:${port}`, problem),
    onionOrigin,
    onionPort: readOnionPort(value('ONION_PORT'), { port, onionOrigin }, problem),
    listenHost: readListenHost(value('LISTEN_HOST'), problem),
    databaseUrl: readDatabaseUrl(value('DATABASE_URL'), problem),
    dataDir,
    keysDir,
    keysBesideData: isInside(keysDir, dataDir),
    smtpUrl: readSmtpUrl(value('SMTP_URL'), problem),
    mailFrom: readMailFrom(value('MAIL_FROM'), { smtp: value('SMTP_URL'), part: value('ANSWERABLE_PART') }, problem),
    part: readPart(value('ANSWERABLE_PART'), value('DATABASE_URL'), problem),
    trustedProxies: readProxies(value('TRUSTED_PROXY'), problem),
    vaultRoots: readRoots(value('VAULT_ROOT'), problem),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}

function readPort(name: string, text: string | null, usual: number, problem: Problem): number {
  const port = text === null ? usual : /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  problem(name, `"${text ?? usual}" is not a port; give a whole number from 1 to 65535.`);
  return usual;
}

/** The onion service has a listener of its own, so that neither address ever answers for the other. */
function readOnionPort(
  text: string | null,
  { port, onionOrigin }: Pick<Config, 'port' | 'onionOrigin'>,
  problem: Problem,
): number | null {
  if (onionOrigin === null) {
    if (text !== null) problem('ONION_PORT', 'there is no ONION_ORIGIN that it could serve.');
    return null;
  }
  const onionPort = readPort('ONION_PORT', text, port + 1, problem);
  if (onionPort === port) problem('ONION_PORT', 'it must be another port than PORT.');
  return onionPort;
}

function readOrigin(name: string, text: string, problem: Problem): string {
  const url = parseUrl(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || !url.hostname) {
    problem(name, 'not a web origin; write it like https://consultation.example.org.');
  } else if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) {
    problem(name, 'an origin is scheme, host and port alone, without path, query or user.');
  } else if (isLoopbackAddress(url.hostname)) {
    problem(name, `use the name localhost instead of ${url.hostname}: it is the only loopback name that is answered.`);
  } else if (url.protocol === 'http:' && url.hostname !== 'localhost' && !url.hostname.endsWith('.onion')) {
    problem(name, 'http is accepted for localhost and .onion addresses only; use https.');
  }
  return url?.origin ?? text;
}

function readOnionOrigin(text: string | null, problem: Problem): string | null {
  if (text === null) return null;
  const url = parseUrl(text);
  if (url && !url.hostname.endsWith('.onion')) {
    problem('ONION_ORIGIN', 'not an onion address; it must end in .onion.');
    return null;
  }
  return readOrigin('ONION_ORIGIN', text, problem);
}

function readListenHost(text: string | null, problem: Problem): string {
  if (text !== null && text !== 'localhost' && !isIP(text)) {
    problem('LISTEN_HOST', `"${text}" is not an address to listen on; give an IP address, for example 0.0.0.0.`);
  }
  return text ?? '127.0.0.1';
}

function readDatabaseUrl(text: string | null, problem: Problem): string | null {
  if (text === null) return null;
  const url = parseUrl(text);
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    problem('DATABASE_URL', 'not a PostgreSQL address; write it like postgresql://user:password@host:5432/answerable.');
  } else if (url.pathname.length < 2) {
    problem('DATABASE_URL', 'names no database; write it like postgresql://user:password@host:5432/answerable.');
  }
  return text;
}

function readSmtpUrl(text: string | null, problem: Problem): string | null {
  const url = text === null ? null : parseUrl(text);
  if (text !== null && (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol))) {
    problem('SMTP_URL', 'not a mail server; write it like smtps://user:password@mail.example.org.');
  }
  return text;
}

/**
 * Without it no list is offered. Who sends needs the mail server too; the public part only names the sender, and must not
 * hold the server's password.
 */
function readMailFrom(
  text: string | null,
  { smtp, part }: { smtp: string | null; part: string | null },
  problem: Problem,
): string | null {
  if (text !== null && !/^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+$/.test(text)) {
    problem('MAIL_FROM', 'not an address; write it like consultation@example.org.');
  } else if (text !== null && part === 'public' && smtp !== null) {
    problem('SMTP_URL', 'the public part sends no mail: set it for the desk part alone.');
  } else if (text !== null && smtp === null && part !== 'public') {
    problem('SMTP_URL', 'MAIL_FROM is set, but no server would send: give both or neither.');
  }
  return text;
}

function readPart(text: string | null, databaseUrl: string | null, problem: Problem): Part {
  if (text !== null && !PARTS.includes(text)) {
    problem('ANSWERABLE_PART', `"${text}" is unknown; give all, public or desk.`);
  } else if (text !== null && text !== 'all' && databaseUrl === null) {
    problem('ANSWERABLE_PART', `"${text}" shares a database with another process: set DATABASE_URL.`);
  }
  return (text ?? 'all') as Part;
}

function readProxies(text: string | null, problem: Problem): string[] {
  const entries = (text ?? '').split(',').map((entry) => entry.trim());
  const proxies = entries.filter((entry) => entry !== '');
  for (const proxy of proxies.filter((entry) => !isNetwork(entry))) {
    problem('TRUSTED_PROXY', `"${proxy}" is neither an IP address nor a network such as 10.0.0.0/8.`);
  }
  return proxies;
}

function readRoots(text: string | null, problem: Problem): VaultRoots {
  const { roots, problems } = readVaultRoots(text);
  problems.forEach((line) => problem('VAULT_ROOT', line));
  return roots;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** `URL` has already normalised other spellings (127.1, 0x7f000001) to dotted form. */
function isLoopbackAddress(host: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(host) || host === '[::1]' || host === '0.0.0.0' || host === '[::]';
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way.split(/[\\/]/)[0] !== '..');
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

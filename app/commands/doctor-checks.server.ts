import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { KEYS_DAYS } from '~/backup/backup-format';
import { registeredBackups } from '~/backup/backup-register.server';
import { readLedger } from '~/participants/ledger.server';
import type { Config } from '~/platform/config.server';
import { requireOwnerOnly } from '~/platform/crypto/keyring-files.server';
import { keyringPaths, readDeskRings, readPublicRings } from '~/platform/crypto/keyring-rings.server';
import { currentMailKey, mailKeyPaths } from '~/platform/crypto/mail-keys.server';
import { SUBMISSION_HEADROOM_BYTES } from '~/platform/disk.server';

/** One thing that was looked at. `says` names paths, versions and numbers, never a secret. */
export interface Check {
  name: string;
  state: 'good' | 'warning' | 'bad';
  says: string;
}

const good = (name: string, says: string): Check => ({ name, state: 'good', says });
const warning = (name: string, says: string): Check => ({ name, state: 'warning', says });
const bad = (name: string, says: string): Check => ({ name, state: 'bad', says });

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export function checkConfig(config: Config): Check[] {
  const settings = good(
    'config',
    `${config.origin}, port ${config.port}, data in ${config.dataDir}, part ${config.part}`,
  );
  const beside =
    'The keys lie inside the data folder: who copies the one has the other. Set KEYS_DIR to another place.';
  return config.keysBesideData
    ? [settings, warning('keys place', beside)]
    : [settings, good('keys place', config.keysDir)];
}

function ageInDays(since: Date): number {
  return Math.floor((Date.now() - since.getTime()) / 86_400_000);
}

/** The keys that words are sealed to change every 14 days (SECURITY.md §9). */
const DESK_KEY_DAYS = 14;

/** A former key has to be gone 30 days after it was replaced: until then it opens what old copies hold. */
function formerKeys(ring: readonly { version: number; since: Date }[]): Check[] {
  const late = ring.filter((_, at) => ring[at + 1] && ageInDays(ring[at + 1]!.since) > 30);
  const says = `${late.length} former desk keys should be destroyed: some texts still need them, or the desk does not run.`;
  return late.length > 0 ? [bad('former keys', says)] : [];
}

/** Whether both files are there, whole, and closed to others; how old the key is that words are sealed to. */
export function checkKeys({ keysDir }: Config): Check[] {
  const { folder } = keyringPaths(keysDir);
  if (!existsSync(folder)) return [warning('keys', `No keys in ${keysDir} yet: the first start makes them.`)];
  try {
    requireOwnerOnly(keysDir);
    requireOwnerOnly(folder);
    const [shared, desk] = [readPublicRings(keysDir), readDeskRings(keysDir)];
    if (!shared || !desk) return [bad('keys', `${folder} lacks a file: restore it from the newest backup`)];
    const current = shared.desk_public.at(-1)!;
    const hasPrivate = desk.desk.some(({ version }) => version === current.version);
    if (!hasPrivate)
      return [bad('keys', `${folder}: what is sealed now could not be opened; restore the newest backup`)];
    const days = ageInDays(current.since);
    const age = `The desk key is ${days} days old.`;
    const due = warning('desk key', `${age} The running desk makes a new one each 14 days: does it run?`);
    return [
      good('keys', `Whole and closed to others, in ${folder}.`),
      days > DESK_KEY_DAYS + 1 ? due : good('desk key', age),
      ...formerKeys(shared.desk_public),
    ];
  } catch (error) {
    return [bad('keys', messageOf(error))];
  }
}

export async function checkDisk({ dataDir }: Config): Promise<Check> {
  if (!existsSync(dataDir)) return warning('disk', `${dataDir} is not there yet: the first start makes it.`);
  const { bavail, bsize } = await statfs(dataDir);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  const needed = SUBMISSION_HEADROOM_BYTES / 1024 / 1024;
  if (free < needed) return bad('disk', `${free} MB free in ${dataDir}: below ${needed} MB nothing is accepted.`);
  return free < needed * 8
    ? warning('disk', `${free} MB free in ${dataDir}.`)
    : good('disk', `${free} MB free in ${dataDir}.`);
}

export async function checkLedger({ dataDir }: Config): Promise<Check> {
  try {
    const { entries, unreadable } = await readLedger(dataDir);
    const says = `${entries.length} withdrawals in the ledger`;
    // A torn line was never answered; one that is damaged otherwise may be a withdrawal that must not be lost.
    return unreadable > 0
      ? warning('ledger', `${says}, and ${unreadable} lines that are none.`)
      : good('ledger', `${says}.`);
  } catch (error) {
    return bad('ledger', messageOf(error));
  }
}

/** Whether mails of news lists can be sealed and sent; says nothing where no mail is wanted. */
export function checkMail({ smtpUrl, mailFrom, keysDir, part }: Config): Check[] {
  if (smtpUrl === null && mailFrom === null) return [];
  if (mailFrom === null) return [warning('mail', 'SMTP_URL is set without MAIL_FROM: no news lists are offered.')];
  try {
    if (!currentMailKey(keysDir)) {
      const remedy = part === 'public' ? 'copy mail/public.json from the desk' : 'the first start makes it';
      return [warning('mail', `No key for addresses in ${mailKeyPaths(keysDir).folder} yet: ${remedy}.`)];
    }
    return [good('mail', `News lists are offered, from ${mailFrom}.`)];
  } catch (error) {
    return [bad('mail', messageOf(error))];
  }
}

const BACKUP_DAYS = 7;

/** How old the newest backup is, and which still hold keys that should be off. */
export async function checkBackups({ dataDir }: Config): Promise<Check[]> {
  const backups = await registeredBackups(dataDir);
  const newest = backups
    .map(({ madeAt }) => madeAt)
    .sort()
    .at(-1);
  const age = newest === undefined ? null : ageInDays(new Date(newest));
  const made =
    age === null || age > BACKUP_DAYS
      ? warning('backups', age === null ? 'No backup was made yet.' : `The newest backup is ${age} days old.`)
      : good('backups', `The newest backup is ${age} days old.`);
  const overdue = backups.filter(({ retired, madeAt }) => !retired && ageInDays(new Date(madeAt)) > KEYS_DAYS);
  const keys = overdue.map(({ path }) =>
    bad(
      'backup keys',
      `${path} still holds keys after ${KEYS_DAYS} days: npm run answerable -- backup --retire ${path}`,
    ),
  );
  return [made, ...keys];
}

import { z } from 'zod';

/** First bytes of a backup: which format follows. */
export const BACKUP_MAGIC = 'answerable/backup/v1\n';

/** Tables that stay out of the data section: keys go into their own section, sessions end with the machine they were on. */
export const LEFT_OUT: readonly string[] = ['app.key_slot', 'app.session'];

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const section = { length: z.int().nonnegative(), sha256: hash };

/** What a backup says of itself, signed. Times tell when it was made, never when anybody wrote. */
export const Manifest = z.strictObject({
  format: z.literal('answerable/backup/v1'),
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  /** The migrations that the data stand on, in order. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: hash })).min(1),
  data: z.strictObject({ ...section, tables: z.int().positive(), rows: z.int().nonnegative() }),
  /** Null once it was taken off. */
  keys: z.strictObject({ ...section, recipient: z.string(), wrapped: z.string() }).nullable(),
  retiredAt: z.iso.datetime().nullable(),
  /** Public half of the key that signs this installation's backups. */
  signer: z.string(),
});
export type Manifest = z.output<typeof Manifest>;

/** After so many days a backup's keys section has to be taken off. */
export const KEYS_DAYS = 30;

export type BackupFault =
  | 'backup.unreadable'
  | 'backup.not_ours'
  | 'backup.cut'
  | 'backup.changed'
  | 'backup.signature'
  | 'backup.keys_missing'
  | 'backup.keys_closed';

/** One line for the operator; it names files, never a key or anything that stands in one. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  constructor(
    readonly fault: BackupFault,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Whether words stay closed after a restore: unless keys were found that are newer than the data, nobody knows what was
 * withdrawn since (SECURITY.md §9). A key section of the same backup tells nothing of later days.
 */
export function staysFrozen(dataMadeAt: string, keysMadeAt: string): boolean {
  return !(Date.parse(keysMadeAt) > Date.parse(dataMadeAt));
}

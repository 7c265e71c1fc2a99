import { BackupError } from '~/backup/backup-format';
import { makeBackup, retireBackup } from '~/backup/make-backup.server';
import { isPublicKey } from '~/backup/backup-signing.server';
import { done, refused, wrongUse, type Asked, type Command, type Outcome } from './command';

async function make({ config, around, options }: Asked, out: string): Promise<Outcome> {
  const recipient = (options['recovery-key'] as string | undefined) ?? around.env.BACKUP_KEY?.trim() ?? '';
  if (!isPublicKey(recipient)) {
    return wrongUse(
      'Say to whose offline key the keys are sealed: its public half, here or as BACKUP_KEY.',
      '--recovery-key',
    );
  }
  const { dataDir, keysDir } = config;
  const program = await around.open(config);
  try {
    const { databaseUrl } = program;
    const made = await makeBackup({ databaseUrl, dataDir, keysDir, out, recipient, now: new Date() });
    const lines = [
      `Made ${out}: ${made.data.rows} rows of ${made.data.tables} tables, and the keys sealed to ${recipient}.`,
      `Signed by ${made.signer}. Note this once, away from this machine: a restore asks for it.`,
      `Take its keys off within 30 days: npm run answerable -- backup --retire ${out}`,
    ];
    return done(lines, { id: made.id, made_at: made.madeAt, signer: made.signer, rows: made.data.rows });
  } finally {
    await program.close();
  }
}

/** Makes a backup, or takes the keys off an old one. */
export const backupCommand: Command = {
  name: 'backup',
  usage: '--out FILE [--recovery-key PUBLIC] | --retire FILE',
  says: 'Makes one file of data and sealed keys while the program runs; or takes the keys off a file that is 30 days old.',
  options: { out: { type: 'string' }, retire: { type: 'string' }, 'recovery-key': { type: 'string' } },
  optionLines: [
    ['--out FILE', 'where the backup goes; nothing is written over'],
    ['--recovery-key PUBLIC', 'the public half that vault-officer-key printed; BACKUP_KEY unless told'],
    ['--retire FILE', 'a backup whose keys are to go: what was withdrawn since can then not be read from it'],
  ],
  operands: 0,
  async run(asked) {
    const { config, options } = asked;
    const [out, retire] = [options.out as string | undefined, options.retire as string | undefined];
    if ((out === undefined) === (retire === undefined)) return wrongUse('Give either --out or --retire.');
    try {
      if (out !== undefined) return await make(asked, out);
      const did = await retireBackup(retire!, { ...config, now: new Date() });
      return done([did === 'retired' ? `${retire} holds no keys any more.` : `${retire} held no keys.`], { did });
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      return refused({ where: null, says: error.message });
    }
  },
};

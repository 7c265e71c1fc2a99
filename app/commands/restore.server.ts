import { BackupError } from '~/backup/backup-format';
import { existingSigner } from '~/backup/backup-signing.server';
import { restore, type Restored } from '~/backup/restore.server';
import { completeWithdrawals } from '~/participants/withdraw-commands.server';
import { startEmptyDatabase } from '~/backup/empty-database.server';
import { openKeyFile } from '~/vault/key-file.server';
import { done, refused, wrongUse, type Asked, type Command, type Outcome } from './command';
import { readPassphrase, readSecret } from './vault-files.server';

const filesIn = (text: string) =>
  text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');

function linesOf({ manifest, keysMadeAt, frozen, slots, ledgerEntries }: Restored, completed: number): string[] {
  const state = frozen
    ? [
        'Nothing newer than the data is known: participants’ words stay closed until a protection officer of each mission',
        'has said from which day on withdrawals are unknown, on the page Restoration of the desk.',
      ]
    : ['The keys are newer than the data: words are open.'];
  return [
    `Restored the data of ${manifest.madeAt} with the keys of ${keysMadeAt}: ${manifest.data.rows} rows, ${slots} keys.`,
    `The ledger holds ${ledgerEntries} withdrawals; ${completed} were completed now.`,
    ...state,
    'Start the program, and make a new backup.',
  ];
}

async function run({ config, around, options, operands }: Asked): Promise<Outcome> {
  const key = readSecret(String(options.key ?? ''), '--key');
  if (!key.ok) return key.outcome;
  const passphrase = readPassphrase(options['passphrase-file'] as string | undefined);
  if (!passphrase.ok) return passphrase.outcome;
  const holder = await openKeyFile(key.value, passphrase.value);
  if (!holder) return refused({ where: '--key', says: 'The passphrase does not open this key file.' });
  const signer = (options.signer as string | undefined) ?? existingSigner(config.keysDir)?.publicKey ?? null;
  const { dataDir, keysDir } = config;
  const database = await startEmptyDatabase(config);
  let restored: Restored;
  try {
    const [file = ''] = operands;
    const others = filesIn(String(options.keys ?? ''));
    restored = await restore({
      databaseUrl: database.url,
      dataDir,
      keysDir,
      file,
      others,
      signer,
      holder,
      now: new Date(),
    });
  } finally {
    await database.stop();
  }
  const program = await around.open(config);
  try {
    const { completed, forged } = await completeWithdrawals();
    const data = { id: restored.manifest.id, frozen: restored.frozen, slots: restored.slots, completed, forged };
    return done(linesOf(restored, completed), data);
  } finally {
    await program.close();
  }
}

/** Restores a backup into an empty installation. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'FILE --key FILE --passphrase-file FILE [--keys FILES] [--signer PUBLIC]',
  says: 'Restores a backup into an empty installation, with the newest keys of all files and every withdrawal they know.',
  options: {
    key: { type: 'string' },
    'passphrase-file': { type: 'string' },
    keys: { type: 'string' },
    signer: { type: 'string' },
  },
  optionLines: [
    ['--key FILE', 'the offline recovery key’s file'],
    ['--passphrase-file FILE', 'its first line is the passphrase'],
    ['--keys FILES', 'further backups, parted by commas: the newest keys section of all is taken'],
    ['--signer PUBLIC', 'who signed the backups, as noted when the first was made'],
  ],
  operands: 1,
  async run(asked) {
    if (asked.config.part === 'public') return wrongUse('Restore with the desk’s part.');
    try {
      return await run(asked);
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      return refused({ where: null, says: error.message });
    }
  },
};

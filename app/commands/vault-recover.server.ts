import { dayOf } from '~/platform/day';
import { openKeyFile } from '~/vault/key-file.server';
import { rewrap } from '~/vault/rewrap.server';
import { done, refused, wrongUse, type Command } from './command';
import { readPassphrase, readSecret, readText, writeNewSecret } from './vault-files.server';

/**
 * The drill with the offline recovery key, and the real thing: opens every round key of a task, and with `--root` wraps
 * them for officers who lack them. Needs no server and no database.
 */
export const vaultRecoverCommand: Command = {
  name: 'vault-recover',
  usage: 'TASK --key FILE --passphrase-file FILE [--root PUBLIC --out FILE]',
  says: 'Proves that the recovery key opens every round’s vault key; with --root, wraps them for new officers. Offline.',
  options: {
    key: { type: 'string' },
    'passphrase-file': { type: 'string' },
    root: { type: 'string' },
    out: { type: 'string' },
  },
  optionLines: [
    ['--key FILE', 'the recovery key’s file'],
    ['--passphrase-file FILE', 'its first line is the passphrase'],
    ['--root PUBLIC', 'the root’s public key from its paper form; without it nothing is wrapped'],
    ['--out FILE', 'where the wraps go, for vault-take-wraps'],
  ],
  operands: 1,
  async run({ options, operands }) {
    const root = (options.root as string | undefined) ?? null;
    const out = options.out as string | undefined;
    if ((root === null) !== (out === undefined)) return wrongUse('--root and --out go together.');
    const [task, key] = [readText(operands[0] ?? '', 'TASK'), readSecret(String(options.key ?? ''), '--key')];
    if (!task.ok) return task.outcome;
    if (!key.ok) return key.outcome;
    const passphrase = readPassphrase(options['passphrase-file'] as string | undefined);
    if (!passphrase.ok) return passphrase.outcome;
    const holder = await openKeyFile(key.value, passphrase.value);
    if (!holder) return refused({ where: '--key', says: 'The passphrase does not open this key file.' });
    const did = rewrap(task.value, holder, root, dayOf(new Date()));
    if (!did) return wrongUse('This is not a task that vault-task wrote.', 'TASK');
    if (out !== undefined) {
      const written = writeNewSecret(out, did.result);
      if (written.exit !== 0) return written;
    }
    const { opened, failed, refused: unsigned, wraps } = did;
    const says = failed.map((id) => ({ where: id, says: 'This round key did not open.' }));
    if (unsigned > 0) says.push({ where: '--root', says: `${unsigned} officers’ keys are not signed by this root.` });
    if (says.length > 0) return { ...refused(...says), data: { opened, failed, wraps } };
    return done([`${opened} round keys opened. ${wraps} wraps made.`], { opened, failed, wraps });
  },
};

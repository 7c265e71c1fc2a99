import { fromBase64url } from '~/platform/crypto/bytes.server';
import { addDays, dayOf } from '~/platform/day';
import { fingerprint, issueCertificate, type KeyStatement } from '~/vault/certificate.server';
import { makeKeyFile } from '~/vault/key-file.server';
import { LEAST_PASSPHRASE, typedPassphrase } from '~/vault/vault-places';
import { done, wrongUse, type Command } from './command';
import { readPassphrase, readRootFile, writeNewSecret } from './vault-files.server';

/** Makes a key of an officer, or the recovery key: the opener does the same in a browser. */
export const vaultOfficerKeyCommand: Command = {
  name: 'vault-officer-key',
  usage: '--out FILE --passphrase-file FILE',
  says: 'Makes an officer’s (or the recovery) key, its private half under a passphrase. Run it offline.',
  options: { out: { type: 'string' }, 'passphrase-file': { type: 'string' } },
  optionLines: [
    ['--out FILE', 'where the key file goes'],
    ['--passphrase-file FILE', `its first line is the passphrase, ${LEAST_PASSPHRASE} characters at least`],
  ],
  operands: 0,
  async run({ options }) {
    const out = options.out as string | undefined;
    if (!out) return wrongUse('Say where to write it.', '--out');
    const passphrase = readPassphrase(options['passphrase-file'] as string | undefined);
    if (!passphrase.ok) return passphrase.outcome;
    if (typedPassphrase(passphrase.value).length < LEAST_PASSPHRASE) {
      return wrongUse(`A passphrase has ${LEAST_PASSPHRASE} characters at least.`, '--passphrase-file');
    }
    const { publicKey, text } = await makeKeyFile(passphrase.value);
    const written = writeNewSecret(out, text);
    if (written.exit !== 0) return written;
    return done([`The key file is ${out}. Its public half, to be signed by the root:`, publicKey], {
      public: publicKey,
    });
  },
};

const YEAR = 366;

/** Signs the public half of a key: the ceremony's one act with the private root. Touches no database. */
export const vaultSignOfficerCommand: Command = {
  name: 'vault-sign-officer',
  usage: 'PUBLIC --root FILE --label LABEL --missions SLUGS [--kind recovery] [--until DAY]',
  says: 'Signs an officer’s (or the recovery) key with the offline root and prints it for pasting.',
  options: {
    root: { type: 'string' },
    label: { type: 'string' },
    missions: { type: 'string' },
    kind: { type: 'string' },
    until: { type: 'string' },
  },
  optionLines: [
    ['--root FILE', 'the private half that vault-root made'],
    ['--label LABEL', 'tells officers apart, such as desk-2; never a name'],
    ['--missions SLUGS', 'parted by commas, or * for all that trust this root'],
    ['--kind KIND', 'officer (unless told) or recovery'],
    ['--until DAY', 'the last day in force, such as 2027-06-30; a year from today unless told'],
  ],
  operands: 1,
  async run({ options, operands }) {
    const [publicKey = ''] = operands;
    if (fromBase64url(publicKey)?.byteLength !== 32) return wrongUse('This is not the public half of a key.', 'PUBLIC');
    const root = readRootFile(options.root as string | undefined);
    if (!root.ok) return root.outcome;
    const today = dayOf(new Date());
    const statement = {
      kind: (options.kind ?? 'officer') as KeyStatement['kind'],
      key: publicKey,
      label: String(options.label ?? ''),
      missions: String(options.missions ?? '')
        .split(',')
        .map((slug) => slug.trim()),
      issued: today,
      expires: String(options.until ?? addDays(today, YEAR)),
    };
    if (statement.expires < today) return wrongUse('The last day has passed.', '--until');
    const certificate = issued(root.value.private, statement);
    if (!certificate) return wrongUse('Label, missions, kind or day are not of the form that help shows.');
    const lines = [`Key ${fingerprint(fromBase64url(publicKey)!)}`, `${statement.kind} ${statement.label}, until ${statement.expires}`, certificate]; // prettier-ignore
    return done(lines, { certificate, label: statement.label, expires: statement.expires });
  },
};

function issued(privateKey: string, statement: KeyStatement): string | null {
  try {
    return issueCertificate(privateKey, statement);
  } catch {
    return null;
  }
}

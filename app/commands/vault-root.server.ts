import { dayOf } from '~/platform/day';
import { fromBase64url } from '~/platform/crypto/bytes.server';
import { fingerprint, newRoot } from '~/vault/certificate.server';
import { done, wrongUse, type Command } from './command';
import { writeNewSecret } from './vault-files.server';

/** What is printed, signed by hand and kept in a safe: enough to compare, nothing that opens or signs. */
function paperForm(publicKey: string, day: string): string {
  const shown = fingerprint(fromBase64url(publicKey)!);
  return [
    'VAULT ROOT',
    '',
    `Made on          ${day}`,
    `Public key       ${publicKey}`,
    `Fingerprint      ${shown.slice(0, 39)}`,
    `                 ${shown.slice(40)}`,
    '',
    'The private half is in the file beside this form, and nowhere else. Keep it on a device that is never',
    'connected, and a copy in another safe. Whoever has it can name officers; nobody can read a box with it.',
    '',
    `On the server:   VAULT_ROOT=${publicKey}`,
    '',
    'Place and date   ______________________________',
    'First witness    ______________________________',
    'Second witness   ______________________________',
    '',
  ].join('\n');
}

/** Makes the offline root of a mission or of several: Ed25519, two files, nothing kept. */
export const vaultRootCommand: Command = {
  name: 'vault-root',
  usage: '--out FILE',
  says: 'Makes the offline root that signs officers’ keys. Run it on a machine that is not connected.',
  options: { out: { type: 'string' } },
  optionLines: [['--out FILE', 'where the private half goes; the form to print goes to FILE.txt']],
  operands: 0,
  async run({ options }) {
    const out = options.out as string | undefined;
    if (!out) return wrongUse('Say where to write it.', '--out');
    const root = newRoot();
    const file = { format: 'answerable/vault-root/v1', public: root.publicKey, private: root.privateKey };
    const written = writeNewSecret(out, `${JSON.stringify(file, null, 2)}\n`);
    if (written.exit !== 0) return written;
    const form = writeNewSecret(`${out}.txt`, paperForm(root.publicKey, dayOf(new Date())));
    if (form.exit !== 0) return form;
    const shown = fingerprint(fromBase64url(root.publicKey)!);
    const lines = [
      `The private half is in ${out}: take it offline. The form to print is ${out}.txt.`,
      `Fingerprint: ${shown}`,
      `Set on the server: VAULT_ROOT=${root.publicKey}`,
    ];
    return done(lines, { public: root.publicKey, fingerprint: shown });
  },
};

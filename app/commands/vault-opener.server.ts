import { fromBase64url, toBase64url, utf8 } from '~/platform/crypto/bytes.server';
import { isSignedByRoot, signWithRoot } from '~/vault/certificate.server';
import { hashOf } from '~/vault/opener-file.server';
import { done, refused, wrongUse, type Command } from './command';
import { readRootFile, readText } from './vault-files.server';

const signed = (hash: string) => utf8(`answerable/vault/opener/v1\0${hash}`);

/** States the hash of an opener, and signs it: officers compare it before they type a passphrase into the file. */
export const vaultSignOpenerCommand: Command = {
  name: 'vault-sign-opener',
  usage: 'FILE --root FILE',
  says: 'Signs the SHA-256 of a built opener with the offline root.',
  options: { root: { type: 'string' } },
  optionLines: [['--root FILE', 'the private half that vault-root made']],
  operands: 1,
  async run({ options, operands }) {
    const html = readText(operands[0] ?? '', 'FILE');
    if (!html.ok) return html.outcome;
    const root = readRootFile(options.root as string | undefined);
    if (!root.ok) return root.outcome;
    const hash = hashOf(utf8(html.value));
    const signature = toBase64url(signWithRoot(root.value.private, signed(hash)));
    return done([`SHA-256    ${hash}`, `Signature  ${signature}`], { hash, signature });
  },
};

/** Whether an opener is the one that the root signed. */
export const vaultCheckOpenerCommand: Command = {
  name: 'vault-check-opener',
  usage: 'FILE --root PUBLIC --signature TEXT',
  says: 'Checks an opener against the root’s signature.',
  options: { root: { type: 'string' }, signature: { type: 'string' } },
  optionLines: [
    ['--root PUBLIC', 'the root’s public key from its paper form'],
    ['--signature TEXT', 'what vault-sign-opener printed'],
  ],
  operands: 1,
  async run({ options, operands }) {
    const html = readText(operands[0] ?? '', 'FILE');
    if (!html.ok) return html.outcome;
    const root = String(options.root ?? '');
    if (fromBase64url(root)?.byteLength !== 32) return wrongUse('This is not the public key of a root.', '--root');
    const hash = hashOf(utf8(html.value));
    const signature = fromBase64url(String(options.signature ?? ''));
    if (signature && isSignedByRoot(root, signed(hash), signature)) return done([`The root signed ${hash}.`], { hash });
    return refused({ where: 'FILE', says: 'The root did not sign this file. Do not use it.' });
  },
};

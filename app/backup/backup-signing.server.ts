import { createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64url, toBase64url, utf8, concatBytes } from '~/platform/crypto/bytes.server';
import { createTogether, readRings } from '~/platform/crypto/keyring-files.server';
import { nextEntry } from '~/platform/crypto/keyring-rings.server';

/*
 * The Ed25519 key that signs this installation's backups, in a file of its own beside the keyring and never in the database:
 * a backup from somewhere else, or one that was changed, is told before anything of it is read.
 */

const FOLDER = 'backup';
const FILE = 'signing.json';
const PREFIX = utf8('answerable/backup-manifest/v1\n');

function keyOf(seed: Uint8Array): KeyObject {
  // PKCS #8 of an Ed25519 private key (RFC 8410): a fixed head, then the 32 bytes.
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
}

const publicHalf = (key: KeyObject) => String(createPublicKey(key).export({ format: 'jwk' }).x);

export interface BackupSigner {
  readonly publicKey: string;
  sign(manifest: Uint8Array): Uint8Array;
}

export const signingFile = (keysDir: string) => join(keysDir, FOLDER, FILE);

/** The signer that is there, or null. */
export function existingSigner(keysDir: string): BackupSigner | null {
  const seed = readRings(signingFile(keysDir), ['signing'])?.signing.at(-1)?.key;
  if (!seed) return null;
  const key = keyOf(seed);
  return { publicKey: publicHalf(key), sign: (manifest) => sign(null, concatBytes(PREFIX, manifest), key) };
}

/** The signer, made at the first backup. */
export function backupSigner(keysDir: string, now: Date): BackupSigner {
  const folder = join(keysDir, FOLDER);
  if (!existsSync(folder)) {
    mkdirSync(keysDir, { recursive: true, mode: 0o700 });
    createTogether(folder, { [FILE]: { signing: [nextEntry([], new Uint8Array(randomBytes(32)), now)] } });
  }
  const signer = existingSigner(keysDir);
  if (!signer) throw new Error('The key that signs backups could not be made');
  return signer;
}

/** False for another key, another manifest, or what is no signature at all. */
export function isSignedBy(publicKey: string, manifest: Uint8Array, signature: Uint8Array): boolean {
  if (fromBase64url(publicKey)?.byteLength !== 32 || signature.byteLength !== 64) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, concatBytes(PREFIX, manifest), key, signature);
}

export const isPublicKey = (text: string) => {
  const bytes = fromBase64url(text);
  return bytes?.byteLength === 32 && toBase64url(bytes) === text;
};

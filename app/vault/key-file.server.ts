import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { framed, fromBase64url, toBase64url, type Bytes } from '~/platform/crypto/bytes.server';
import { newDeskPair } from '~/platform/crypto/keyring-rings.server';
import { seal, unseal } from '~/platform/crypto/sealed.server';
import { FORMATS, keyFileFields, LEAST_PASSPHRASE, PASSPHRASE_WORK, typedPassphrase } from './vault-places';

const bytes = (length: number) =>
  z.string().transform((text, context) => {
    const read = fromBase64url(text);
    if (read?.byteLength === length) return read;
    context.addIssue('not so many bytes');
    return z.NEVER;
  });

const KeyFile = z.strictObject({
  format: z.literal(FORMATS.key),
  public: z.string(),
  salt: bytes(16),
  /** Bounds: a file may ask for more work than ours, never for less, nor for a machine that nobody has. */
  memory: z.int().min(PASSPHRASE_WORK.memory).max(1_048_576),
  passes: z.int().min(PASSPHRASE_WORK.passes).max(20),
  lanes: z.int().min(1).max(16),
  sealed: bytes(60),
});

type Work = Pick<z.output<typeof KeyFile>, 'salt' | 'memory' | 'passes' | 'lanes'>;

/** argon2id, which is this library's own choice (a test holds it to another implementation). */
async function keyOf(passphrase: string, { salt, memory, passes, lanes }: Work): Promise<Uint8Array> {
  return hashRaw(typedPassphrase(passphrase), {
    salt: Buffer.from(salt),
    memoryCost: memory,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
  });
}

/**
 * A new X25519 key of an officer or for recovery: the private half wrapped by a passphrase (argon2id), never by what is
 * sent to sign in. The text is the file to keep. Throws a `RangeError` for a passphrase under fifteen characters.
 */
export async function makeKeyFile(passphrase: string): Promise<{ publicKey: string; text: string }> {
  if (typedPassphrase(passphrase).length < LEAST_PASSPHRASE) throw new RangeError('The passphrase is too short');
  const pair = newDeskPair();
  const publicKey = toBase64url(pair.publicKey);
  const work = { salt: new Uint8Array(randomBytes(16)), ...PASSPHRASE_WORK };
  const sealed = seal(await keyOf(passphrase, work), framed(...keyFileFields(publicKey)), pair.privateKey);
  const file = {
    format: FORMATS.key,
    public: publicKey,
    ...work,
    salt: toBase64url(work.salt),
    sealed: toBase64url(sealed),
  };
  return { publicKey, text: `${JSON.stringify(file, null, 2)}\n` };
}

export interface OpenedKey {
  publicKey: string;
  privateKey: Bytes;
}

/** Null for another passphrase, another text, or a changed file. */
export async function openKeyFile(text: string, passphrase: string): Promise<OpenedKey | null> {
  const file = readKeyFile(text);
  if (!file) return null;
  const key = await keyOf(passphrase, file);
  const privateKey = unseal(key, framed(...keyFileFields(file.public)), file.sealed);
  return privateKey && { publicKey: file.public, privateKey };
}

function readKeyFile(text: string): z.output<typeof KeyFile> | null {
  try {
    return KeyFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The public half that a key file names, without a passphrase; null for another file. */
export function publicHalf(text: string): string | null {
  return readKeyFile(text)?.public ?? null;
}

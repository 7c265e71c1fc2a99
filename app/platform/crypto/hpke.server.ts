import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { concatBytes, hmacSha256, toBase64url, utf8, type Bytes } from './bytes.server';

/*
 * RFC 9180, base mode, single shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. Written out on
 * node:crypto because a submission seals six keys and the library's way costs four times the processor
 * (docs/decisions/0009); the tests hold both to each other and to the standard's vectors.
 */

const KEM = concatBytes(utf8('KEM'), Uint8Array.of(0, 0x20));
const SUITE = concatBytes(utf8('HPKE'), Uint8Array.of(0, 0x20, 0, 1, 0, 3));
const VERSION = utf8('HPKE-v1');
const NOTHING = new Uint8Array(0);
const TAG_BYTES = 16;
const KEY_BYTES = 32;

const extract = (suite: Bytes, salt: Uint8Array, label: string, input: Uint8Array): Bytes =>
  hmacSha256(salt, VERSION, suite, utf8(label), input);

/** One block of HKDF-Expand is enough for every length used here (32 bytes at most). */
const expand = (suite: Bytes, key: Uint8Array, label: string, context: Uint8Array, length: number): Bytes =>
  hmacSha256(key, Uint8Array.of(0, length), VERSION, suite, utf8(label), context, Uint8Array.of(1)).slice(0, length);

const raw = (key: KeyObject): Buffer => Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url');

function publicOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: toBase64url(bytes) }, format: 'jwk' });
}

function keyAndNonce(
  shared: Buffer,
  enc: Uint8Array,
  recipient: Uint8Array,
  info: Uint8Array,
): { key: Bytes; nonce: Bytes } {
  const secret = expand(
    KEM,
    extract(KEM, NOTHING, 'eae_prk', shared),
    'shared_secret',
    concatBytes(enc, recipient),
    32,
  );
  const context = concatBytes(
    Uint8Array.of(0),
    extract(SUITE, NOTHING, 'psk_id_hash', NOTHING),
    extract(SUITE, NOTHING, 'info_hash', info),
  );
  const schedule = extract(SUITE, secret, 'secret', NOTHING);
  return {
    key: expand(SUITE, schedule, 'key', context, 32),
    nonce: expand(SUITE, schedule, 'base_nonce', context, 12),
  };
}

export interface HpkeMessage {
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** Seals to a public key (32 raw bytes). Throws where the key is of small order: the shared secret would be zero. */
export function hpkeSeal(
  recipient: Uint8Array,
  info: Uint8Array,
  associated: Uint8Array,
  plaintext: Uint8Array,
): HpkeMessage {
  const ephemeral = generateKeyPairSync('x25519');
  const enc = raw(ephemeral.publicKey);
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: publicOf(recipient) });
  const { key, nonce } = keyAndNonce(shared, enc, recipient, info);
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated, { plaintextLength: plaintext.byteLength });
  return { enc, ciphertext: concatBytes(cipher.update(plaintext), cipher.final(), cipher.getAuthTag()) };
}

interface OwnKey {
  privateKey: KeyObject;
  publicBytes: Buffer;
}

/** Reading a private key costs more than using it; a program has few of them. */
const readKeys = new Map<string, OwnKey>();
const MOST_KEYS = 16;

function ownKey(bytes: Uint8Array): OwnKey {
  const name = toBase64url(bytes);
  const known = readKeys.get(name);
  if (known) return known;
  // PKCS #8 of an X25519 private key (RFC 8410): a fixed head, then the 32 bytes.
  const head = Buffer.from('302e020100300506032b656e04220420', 'hex');
  const privateKey = createPrivateKey({ key: Buffer.concat([head, bytes]), format: 'der', type: 'pkcs8' });
  const made = { privateKey, publicBytes: raw(createPublicKey(privateKey)) };
  if (readKeys.size >= MOST_KEYS) readKeys.clear();
  readKeys.set(name, made);
  return made;
}

/** The public half of a private key (32 raw bytes each). */
export function publicKeyOf(secret: Uint8Array): Uint8Array {
  return ownKey(secret).publicBytes;
}

/** Null where key, info, associated data or a single bit is not the one that was sealed. */
export function hpkeOpen(
  secret: Uint8Array,
  info: Uint8Array,
  associated: Uint8Array,
  message: HpkeMessage,
): Bytes | null {
  const length = message.ciphertext.byteLength - TAG_BYTES;
  if (secret.byteLength !== KEY_BYTES || length < 0) return null;
  try {
    const { privateKey, publicBytes } = ownKey(secret);
    const shared = diffieHellman({ privateKey, publicKey: publicOf(message.enc) });
    const { key, nonce } = keyAndNonce(shared, message.enc, publicBytes, info);
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associated, { plaintextLength: length });
    decipher.setAuthTag(message.ciphertext.subarray(length));
    return concatBytes(decipher.update(message.ciphertext.subarray(0, length)), decipher.final());
  } catch {
    return null;
  }
}

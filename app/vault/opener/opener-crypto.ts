import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { ed25519 } from '@noble/curves/ed25519.js';
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { decodeIdentity, type Identity } from '../identity';
import {
  BOX_INFO,
  boxFields,
  CHALLENGE_INFO,
  challengeFields,
  FORMATS,
  keyFileFields,
  PASSPHRASE_WORK,
  typedPassphrase,
  WRAP_INFO,
  wrapFields,
  type BoxPlace,
  type RoundKeyPlace,
} from '../vault-places';
import { framed, fromBase64url, joined, toBase64url, type Bytes } from './opener-bytes';

/*
 * What an officer's own machine does, in a browser without network: the same suite as the server, by other code
 * (@hpke/core over WebCrypto, @noble), so that each is the other's proof.
 */

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});
const ENC = 32;
const NONCE = 12;

export interface HolderKey {
  publicKey: string;
  privateKey: Bytes;
}

interface KeyFile {
  format: string;
  public: string;
  salt: string;
  memory: number;
  passes: number;
  lanes: number;
  sealed: string;
}

export type Progress = (share: number) => void;

/** Two thousand passes would hang a browser; fewer than ours would be a trap. */
function isFair({ memory, passes, lanes }: KeyFile): boolean {
  const { memory: least, passes: fewest } = PASSPHRASE_WORK;
  return memory >= least && memory <= 1_048_576 && passes >= fewest && passes <= 20 && lanes >= 1 && lanes <= 16;
}

async function passphraseKey(
  passphrase: string,
  file: Pick<KeyFile, 'salt' | 'memory' | 'passes' | 'lanes'>,
  onProgress: Progress,
) {
  const { memory: m, passes: t, lanes: p } = file;
  const typed = new TextEncoder().encode(typedPassphrase(passphrase));
  const key = await argon2idAsync(typed, fromBase64url(file.salt), { m, t, p, dkLen: 32, onProgress });
  return new Chacha20Poly1305().createEncryptionContext(new Uint8Array(key).buffer);
}

/** A new key under a passphrase: the file to keep, and the public half for the root to sign. */
export async function makeKey(passphrase: string, onProgress: Progress): Promise<{ publicKey: string; text: string }> {
  const pair = await suite.kem.generateKeyPair();
  const publicKey = toBase64url(await suite.kem.serializePublicKey(pair.publicKey));
  const privateKey = await suite.kem.serializePrivateKey(pair.privateKey);
  const work = { salt: toBase64url(crypto.getRandomValues(new Uint8Array(16))), ...PASSPHRASE_WORK };
  const context = await passphraseKey(passphrase, work, onProgress);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await context.seal(nonce.buffer, privateKey, framed(keyFileFields(publicKey)).buffer);
  const file = {
    format: FORMATS.key,
    public: publicKey,
    ...work,
    sealed: toBase64url(joined(nonce, new Uint8Array(sealed))),
  };
  return { publicKey, text: `${JSON.stringify(file, null, 2)}\n` };
}

/** Null for another passphrase or a changed file. */
export async function openKey(text: string, passphrase: string, onProgress: Progress): Promise<HolderKey | null> {
  const file = JSON.parse(text) as KeyFile;
  if (file.format !== FORMATS.key || !isFair(file)) return null;
  const context = await passphraseKey(passphrase, file, onProgress);
  const sealed = fromBase64url(file.sealed);
  try {
    const bound = framed(keyFileFields(file.public)).buffer;
    const opened = await context.open(sealed.slice(0, NONCE).buffer, sealed.slice(NONCE).buffer, bound);
    return { publicKey: file.public, privateKey: new Uint8Array(opened) };
  } catch {
    return null;
  }
}

async function open(privateKey: Bytes, info: string[], bound: string[], sealed: Bytes): Promise<Bytes | null> {
  try {
    const recipientKey = await suite.kem.importKey('raw', privateKey.slice().buffer, false);
    const recipient = { recipientKey, enc: sealed.slice(0, ENC).buffer, info: framed(info).buffer };
    return new Uint8Array(await suite.open(recipient, sealed.slice(ENC).buffer, framed(bound).buffer));
  } catch {
    return null;
  }
}

async function seal(publicKey: Bytes, info: string[], bound: string[], plaintext: Bytes): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey.slice().buffer);
  const sender = { recipientPublicKey, info: framed(info).buffer };
  const { enc, ct } = await suite.seal(sender, plaintext.slice().buffer, framed(bound).buffer);
  return joined(new Uint8Array(enc), new Uint8Array(ct));
}

export type GivenFile = { format: string } & Record<string, unknown>;

interface OpeningFile extends BoxPlace {
  key: string;
  wrapped: string;
  box: string;
}

/** The identity of a delivered box, null for nobody; undefined where this key does not open it. */
export async function openBox(key: HolderKey, given: GivenFile): Promise<Identity | null | undefined> {
  const file = given as unknown as OpeningFile;
  const place: RoundKeyPlace = { id: file.key, scope: file.scope, epoch: file.epoch };
  const roundKey = await open(key.privateKey, WRAP_INFO, wrapFields(place, key.publicKey), fromBase64url(file.wrapped));
  // The epoch's four bytes stand before the sealed part; they are bound to it, so that no other epoch's box passes.
  const inner = fromBase64url(file.box);
  const opened = roundKey && (await open(roundKey, BOX_INFO, boxFields(file), inner.slice(4)));
  return opened ? decodeIdentity(opened) : undefined;
}

export interface Challenge {
  code: string;
  reason: string;
  target: string;
  targetId: string;
  kind: string;
  at: string;
}

/** What the request says, and the code that approves it; null where it was made for another key. */
export async function openChallenge(key: HolderKey, given: GivenFile): Promise<Challenge | null> {
  const file = given as unknown as { opening: string; request: string; sealed: string };
  const bound = challengeFields(file.opening, file.request);
  const opened = await open(key.privateKey, CHALLENGE_INFO, bound, fromBase64url(file.sealed));
  return opened && (JSON.parse(new TextDecoder().decode(opened)) as Challenge);
}

interface Task {
  mission: string;
  keys: (RoundKeyPlace & { public: string; wrapped: string; missing: { id: string; certificate: string }[] })[];
}

interface Statement {
  key: string;
  missions: string[];
  issued: string;
  expires: string;
}

/** The key that the root signed for this mission, in force today; null for any other. */
function signedKey(certificate: string, root: string, mission: string, today: string): Bytes | null {
  const [prefix, payload = '', signature = ''] = certificate.split('.');
  const message = new TextEncoder().encode(`answerable/vault/officer-key/v1\0${payload}`);
  try {
    if (prefix !== 'avk1' || !ed25519.verify(fromBase64url(signature), message, fromBase64url(root))) return null;
    const said = JSON.parse(new TextDecoder().decode(fromBase64url(payload))) as Statement;
    const isHere = said.missions.some((one) => one === '*' || one === mission);
    return isHere && said.issued <= today && today <= said.expires ? fromBase64url(said.key) : null;
  } catch {
    return null;
  }
}

export interface Wrapped {
  opened: number;
  failed: number;
  refused: number;
  text: string;
}

/** Opens every key of the task and wraps it for each colleague whose key the root signed. */
export async function wrapForOthers(key: HolderKey, given: GivenFile, root: string, today: string): Promise<Wrapped> {
  const task = given as unknown as Task;
  const wraps: { key: string; officer: string; wrapped: string }[] = [];
  let [failed, refused] = [0, 0];
  for (const one of task.keys) {
    const privateKey = await open(
      key.privateKey,
      WRAP_INFO,
      wrapFields(one, key.publicKey),
      fromBase64url(one.wrapped),
    );
    if (!privateKey) failed += 1;
    for (const officer of privateKey ? one.missing : []) {
      const publicKey = signedKey(officer.certificate, root, task.mission, today);
      if (!publicKey || !privateKey) refused += 1;
      else {
        const wrapped = await seal(publicKey, WRAP_INFO, wrapFields(one, toBase64url(publicKey)), privateKey);
        wraps.push({ key: one.id, officer: officer.id, wrapped: toBase64url(wrapped) });
      }
    }
  }
  const text = `${JSON.stringify({ format: FORMATS.result, wraps }, null, 1)}\n`;
  return { opened: task.keys.length - failed, failed, refused, text };
}

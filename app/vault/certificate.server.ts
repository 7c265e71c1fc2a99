import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { concatBytes, fromBase64url, toBase64url, utf8, type Bytes } from '~/platform/crypto/bytes.server';
import type { Day } from '~/platform/day';
import { refuse, done, type Result } from '~/platform/result';

const PREFIX = 'avk1';
const SIGNED_TAG = 'answerable/vault/officer-key/v1\0';
/** PKCS #8 of an Ed25519 private key (RFC 8410): a fixed head, then the 32 bytes. */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

const PublicKey = z.string().refine((text) => fromBase64url(text)?.byteLength === 32);

/** What the offline root says of a key. The label tells officers apart and is never a name. */
const Statement = z.strictObject({
  kind: z.enum(['officer', 'recovery']),
  key: PublicKey,
  label: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** Slugs, or `*` alone: a regional desk's officers serve many missions. */
  missions: z
    .array(z.string().regex(/^(\*|[a-z0-9-]{1,80})$/))
    .min(1)
    .max(50),
  issued: z.iso.date(),
  expires: z.iso.date(),
});
export type KeyStatement = z.output<typeof Statement>;

/** SHA-256 of a public key in groups of four: what people compare with paper. */
export function fingerprint(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').match(/.{4}/g)!.join(' ');
}

export interface RootPair {
  publicKey: string;
  privateKey: string;
}

/** A new mission root, both halves in base64url. Made by a command, offline; a running portal never holds one. */
export function newRoot(): RootPair {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { publicKey: x, privateKey: d };
}

/** Signs any tagged bytes with a root's private half. Throws where that is not 32 bytes. */
export function signWithRoot(privateKey: string, message: Uint8Array): Bytes {
  const secret = fromBase64url(privateKey);
  if (secret?.byteLength !== 32) throw new RangeError('A root has 32 bytes');
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, secret]), format: 'der', type: 'pkcs8' });
  return new Uint8Array(sign(null, message, key));
}

export function isSignedByRoot(root: string, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: root }, format: 'jwk' });
  return signature.byteLength === 64 && verify(null, message, key, signature);
}

const signedBytes = (payload: string) => concatBytes(utf8(SIGNED_TAG), utf8(payload));

/** The signed key as text for pasting: `avk1.STATEMENT.SIGNATURE`. Throws for a statement that would not be read. */
export function issueCertificate(privateKey: string, statement: KeyStatement): string {
  const payload = toBase64url(utf8(JSON.stringify(Statement.parse(statement))));
  return [PREFIX, payload, toBase64url(signWithRoot(privateKey, signedBytes(payload)))].join('.');
}

function parse(payload: string): KeyStatement | null {
  const bytes = fromBase64url(payload);
  if (!bytes) return null;
  try {
    return Statement.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}

export interface CertificateUse {
  /** The mission's root from the configuration, in base64url; null where none is set. */
  root: string | null;
  mission: string;
  today: Day;
}

/**
 * Whether a pasted key is one that the mission's root signed, for this mission, in force today. White space from mail
 * programs is forgiven; nothing else is. Refuses everything where no root is configured.
 */
export function readCertificate(text: string, { root, mission, today }: CertificateUse): Result<KeyStatement> {
  if (root === null) return refuse('officer_key.no_root');
  const [prefix, payload = '', signature = '', ...rest] = text.replace(/\s+/g, '').split('.');
  const given = fromBase64url(signature);
  const statement = parse(payload);
  if (prefix !== PREFIX || rest.length > 0 || !given?.byteLength || !statement) return refuse('officer_key.unreadable');
  if (!isSignedByRoot(root, signedBytes(payload), given)) return refuse('officer_key.not_signed');
  if (!statement.missions.some((one) => one === '*' || one === mission)) return refuse('officer_key.other_mission');
  if (today < statement.issued || today > statement.expires) return refuse('officer_key.not_in_force');
  return done(statement);
}

/** What a stored certificate says, without asking whether it is true: for showing alone. */
export function unprovenStatement(text: string): KeyStatement | null {
  return parse(text.split('.')[1] ?? '');
}

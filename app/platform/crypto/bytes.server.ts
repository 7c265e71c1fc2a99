import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Plain bytes over a buffer of their own: what the database driver and the HPKE library take and give. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.byteLength;
  }
  return joined;
}

export function utf8(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

/** `value` as `width` bytes, big-endian; for the counters and times of tokens. Throws where it does not fit. */
export function unsigned(value: number, width: 4 | 6): Bytes {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return new Uint8Array(bytes);
}

export function readUnsigned(bytes: Uint8Array, at: number, width: 4 | 6): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUIntBE(at, width);
}

/**
 * Fields one after the other, each behind its length in four bytes: two different lists never give the same bytes.
 * Throws a `TypeError` on a lone surrogate, which UTF-8 would turn into the same mark as any other.
 */
export function framed(...fields: readonly string[]): Bytes {
  return concatBytes(
    ...fields.flatMap((field) => {
      if (/\p{Surrogate}/u.test(field)) throw new TypeError('A field is not well-formed Unicode');
      const encoded = utf8(field);
      return [unsigned(encoded.byteLength, 4), encoded];
    }),
  );
}

/** HKDF-SHA256 (RFC 5869) without a salt: the input must already be a uniform secret. */
export function hkdf(secret: Uint8Array, purpose: string, length: number): Bytes {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), purpose, length));
}

export function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Bytes {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return new Uint8Array(mac.digest());
}

/** Takes the same time wherever two values of one length differ; a difference of length shows at once. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

/** Strict: null for anything but the one spelling that `toBase64url` writes. */
export function fromBase64url(text: string): Bytes | null {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  return toBase64url(bytes) === text ? bytes : null;
}

import { framed, fromBase64url } from '~/platform/crypto/bytes.server';
import { hpkeOpen } from '~/platform/crypto/hpke.server';
import { openInner } from '~/vault/box.server';
import { decodeIdentity, type Identity } from '~/vault/identity';
import type { OpenedKey } from '~/vault/key-file.server';
import { unwrapRoundKey } from '~/vault/round-key.server';
import { CHALLENGE_INFO, challengeFields } from '~/vault/vault-places';

interface DeliveredFile {
  table: 'vault.box' | 'vault.entry';
  record: string;
  scope: string;
  epoch: number;
  key: string;
  wrapped: string;
  box: string;
}

const bytes = (text: unknown) => fromBase64url(String(text)) ?? new Uint8Array();

/** What an officer's own device makes of a delivered file: an identity, nobody, or (undefined) nothing at all. */
export function openedBy(key: OpenedKey, file: string): Identity | null | undefined {
  const { table, record, scope, epoch, key: id, wrapped, box } = JSON.parse(file) as DeliveredFile;
  const privateKey = unwrapRoundKey({ id, scope, epoch }, key, bytes(wrapped));
  const content = privateKey && openInner({ table, record }, scope, privateKey, bytes(box));
  return content ? decodeIdentity(content) : undefined;
}

/** The code that a challenge holds for the key it was made for; null for any other. */
export function codeIn(key: OpenedKey, challenge: string): string | null {
  const { opening, request, sealed } = JSON.parse(challenge) as Record<string, string>;
  const all = bytes(sealed);
  const message = { enc: all.subarray(0, 32), ciphertext: all.subarray(32) };
  const bound = framed(...challengeFields(opening ?? '', request ?? ''));
  const opened = hpkeOpen(key.privateKey, framed(...CHALLENGE_INFO), bound, message);
  return opened && (JSON.parse(Buffer.from(opened).toString()) as { code: string }).code;
}

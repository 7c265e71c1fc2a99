import { z } from 'zod';
import { equalBytes, fromBase64url, toBase64url, type Bytes } from '~/platform/crypto/bytes.server';
import { publicKeyOf } from '~/platform/crypto/hpke.server';
import type { Day } from '~/platform/day';
import { readCertificate } from './certificate.server';
import type { OpenedKey } from './key-file.server';
import { unwrapRoundKey, WRAP_BYTES, wrapRoundKey } from './round-key.server';
import { FORMATS } from './vault-places';

const bytes = z.string().transform((text, context): Bytes => {
  const read = fromBase64url(text);
  if (read) return read;
  context.addIssue('not base64url');
  return z.NEVER;
});

const Task = z.strictObject({
  format: z.literal(FORMATS.task),
  mission: z.string(),
  keys: z.array(
    z.strictObject({
      id: z.string(),
      scope: z.string(),
      epoch: z.int(),
      public: bytes,
      wrapped: bytes,
      missing: z.array(z.strictObject({ id: z.string(), certificate: z.string() })),
    }),
  ),
});
/** What a holder needs to wrap rounds' keys for others: own wraps, and the signed keys that lack one. */
export type RewrapTask = z.input<typeof Task>;

const Wrap = z.strictObject({ key: z.uuid(), officer: z.uuid(), wrapped: bytes });
const RewrapResult = z.strictObject({ format: z.literal(FORMATS.result), wraps: z.array(Wrap).max(20_000) });
export type NewWrap = z.output<typeof Wrap>;

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Null for anything but what the opener or `vault-recover` wrote, whole. */
export function readRewrapResult(text: string): NewWrap[] | null {
  const result = parsed(RewrapResult, text);
  return result && result.wraps.every(({ wrapped }) => wrapped.byteLength === WRAP_BYTES) ? result.wraps : null;
}

export interface Rewrapped {
  /** Keys whose private half came out and belongs to the public one. */
  opened: number;
  /** Ids of those that did not. */
  failed: string[];
  /** Signed keys that the root did not sign, or that are not in force: nothing is wrapped to them. */
  refused: number;
  wraps: number;
  /** The text to hand back to the portal. */
  result: string;
}

/**
 * Opens every key of a task with one holder's key and wraps it for those who lack it, after asking the root: a server
 * that hands in a key of its own gets nothing. Offline; without `root` a drill, which opens and wraps nothing. Null for a
 * text that is no task.
 */
export function rewrap(text: string, holder: OpenedKey, root: string | null, today: Day): Rewrapped | null {
  const task = parsed(Task, text);
  if (!task) return null;
  const wraps: { key: string; officer: string; wrapped: string }[] = [];
  const [failed, refusedKeys]: [string[], Set<string>] = [[], new Set()];
  for (const { id, scope, epoch, public: publicKey, wrapped, missing } of task.keys) {
    const place = { id, scope, epoch };
    const privateKey = unwrapRoundKey(place, holder, wrapped);
    if (!privateKey || !equalBytes(publicKeyOf(privateKey), publicKey)) {
      failed.push(id);
      continue;
    }
    for (const officer of root === null ? [] : missing) {
      const read = readCertificate(officer.certificate, { root, mission: task.mission, today });
      const key = read.ok ? fromBase64url(read.value.key) : null;
      if (!key) refusedKeys.add(officer.id);
      else wraps.push({ key: id, officer: officer.id, wrapped: toBase64url(wrapRoundKey(place, key, privateKey)) });
    }
    privateKey.fill(0);
  }
  const result = `${JSON.stringify({ format: FORMATS.result, wraps }, null, 1)}\n`;
  return { opened: task.keys.length - failed.length, failed, refused: refusedKeys.size, wraps: wraps.length, result };
}

import { createHash, randomBytes } from 'node:crypto';
import type { Range } from '~/feedback/mask';
import { wordPieces } from '~/feedback/word-pieces';
import { unsigned } from '~/platform/crypto/bytes.server';
import { fieldCommitment } from '~/record/leaf.server';

const ROOT_TAG = 'answerable/text/v1';

/**
 * One field of a committed text: a word. With its salt the field opens from the text; where the salt is withheld, only its
 * commitment is left.
 */
type Field = { length: number; salt: string } | { length: number; commitment: string };

/** What opens a commitment over a text, word by word (as in SD-JWT). Sealed, and dead once the text's key is. */
export interface TextOpening {
  form: 1;
  fields: readonly Field[];
}

function commitments(text: string, { fields }: TextOpening): Buffer[] {
  let at = 0;
  return fields.map((field, index) => {
    const value = text.slice(at, (at += field.length));
    if ('commitment' in field) return Buffer.from(field.commitment, 'base64');
    return fieldCommitment(Buffer.from(field.salt, 'base64'), String(index), value);
  });
}

function rootOf(fields: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const hash = createHash('sha256').update(`${ROOT_TAG}\0`).update(unsigned(fields.length, 4));
  for (const field of fields) hash.update(field);
  return new Uint8Array(hash.digest());
}

/** Commits to a text, one salted field a word: the root may be recorded, the opening is to be sealed. */
export function commitTo(text: string, lang: string): { root: Uint8Array<ArrayBuffer>; opening: TextOpening } {
  const fields = wordPieces(text, lang).map(({ start, end }) => ({
    length: end - start,
    salt: randomBytes(32).toString('base64'),
  }));
  const opening: TextOpening = { form: 1, fields };
  return { root: rootOf(commitments(text, opening)), opening };
}

/**
 * The opening without the salts of the words that hidden ranges touch: their values are gone, and nobody can try guesses
 * against their commitments. The rest still opens. `text` must be the text before the words were removed.
 */
export function withheld(text: string, opening: TextOpening, hidden: readonly Range[]): TextOpening {
  const known = commitments(text, opening);
  let at = 0;
  const fields = opening.fields.map((field, index): Field => {
    const [from, until] = [at, (at += field.length)];
    const touched = hidden.some(({ start, end }) => start < until && from < end);
    return touched ? { length: field.length, commitment: known[index]!.toString('base64') } : field;
  });
  return { form: 1, fields };
}

/** Whether what is left of a text is what was committed to: true words open, removed ones are taken by their commitment. */
export function opensTo(root: Uint8Array, text: string, opening: TextOpening): boolean {
  const length = opening.fields.reduce((sum, field) => sum + field.length, 0);
  return length === text.length && rootOf(commitments(text, opening)).every((byte, index) => byte === root[index]);
}

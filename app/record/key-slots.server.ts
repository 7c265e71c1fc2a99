import {
  EnvelopeError,
  newDataKey,
  openText,
  sealText,
  SUITE,
  type DataKey,
  type Place,
} from '~/platform/crypto/envelope.server';
import type { Keyring, PublicKeyring } from '~/platform/crypto/keyring.server';
import { unwrapForAnswers, unwrapForDesk, wrapForAnswers, wrapForDesk } from '~/platform/crypto/key-wrap.server';
import { logEvent } from '~/platform/log.server';
import { runtime } from '~/platform/runtime.server';
import type { Db, Tx } from '~/platform/db.server';

/** One row of `key_slot`: a record's data key, wrapped. Deleting it deletes the record's text. */
export interface KeySlot {
  objectId: string;
  wrapped: Uint8Array;
  keyEpoch: number;
  suite: number;
}

/** Wraps a data key to the desk's public key: who seals cannot open. */
export async function deskSlot(keyring: PublicKeyring, objectId: string, dataKey: DataKey): Promise<KeySlot> {
  const { version, key } = keyring.deskPublic.current;
  const wrapped = await wrapForDesk(key, dataKey, { record: objectId, epoch: version });
  return { objectId, wrapped, keyEpoch: version, suite: SUITE.deskWrap };
}

/** Wraps a data key under the answer key, which the public part holds too. */
export function answerSlot(keyring: PublicKeyring, objectId: string, dataKey: DataKey): KeySlot {
  const { version, key } = keyring.answer.current;
  const wrapped = wrapForAnswers(key, dataKey, { record: objectId, epoch: version });
  return { objectId, wrapped, keyEpoch: version, suite: SUITE.answerWrap };
}

export interface Sealed {
  body: Uint8Array<ArrayBuffer>;
  slot: KeySlot;
}

/** Seals a text that only the desk opens (D). One data key a record; `place.record` is the record's id. */
export async function sealForDesk(place: Place, text: string): Promise<Sealed> {
  const dataKey = newDataKey();
  return { body: sealText(dataKey, place, text), slot: await deskSlot(runtime().keyring, place.record, dataKey) };
}

/** Seals a text that the public part may open for the holder of a return code (A). */
export function sealForVisit(place: Place, text: string): Sealed {
  const dataKey = newDataKey();
  return { body: sealText(dataKey, place, text), slot: answerSlot(runtime().keyring, place.record, dataKey) };
}

async function openSlot(keyring: Keyring, slot: KeySlot): Promise<DataKey | null> {
  const place = { record: slot.objectId, epoch: slot.keyEpoch };
  if (slot.suite === SUITE.answerWrap) {
    const key = keyring.answer.find(slot.keyEpoch);
    return key ? unwrapForAnswers(key, slot.wrapped, place) : null;
  }
  const key = keyring.deskPrivate.find(slot.keyEpoch);
  return key ? unwrapForDesk(key, slot.wrapped, place) : null;
}

/**
 * Opens sealed texts, many at once with one query for their key slots. A text whose slot is gone (withdrawn, destroyed)
 * is null, never an error, and so is one that its key does not open. Permission is the caller's business, before it asks.
 */
export async function openTexts(
  db: Pick<Db, 'keySlot'>,
  texts: readonly { place: Place; body: Uint8Array | null }[],
): Promise<(string | null)[]> {
  const ids = [...new Set(texts.filter((text) => text.body).map((text) => text.place.record))];
  if (ids.length === 0) return texts.map(() => null);
  const slots = await db.keySlot.findMany({ where: { objectId: { in: ids } } });
  const { keyring } = runtime();
  const keys = new Map(
    await Promise.all(slots.map(async (slot) => [slot.objectId, await openSlot(keyring, slot)] as const)),
  );
  const opened = texts.map(({ place, body }) => {
    const key = keys.get(place.record);
    return key && body ? openOrNull(key, place, body) : null;
  });
  const failed = opened.filter(
    (text, index) => text === null && keys.get(texts[index]!.place.record) && texts[index]!.body,
  );
  if (failed.length > 0) logEvent('text.not_authentic', { count: failed.length }, 'error');
  return opened;
}

/** Data that are older than their keys (a restored backup) hold texts that were sealed anew since: they are gone, and fail nothing. */
function openOrNull(key: DataKey, place: Place, body: Uint8Array): string | null {
  try {
    return openText(key, place, body);
  } catch (error) {
    if (error instanceof EnvelopeError && error.fault === 'envelope.not_authentic') return null;
    throw error;
  }
}

/**
 * Opens what a leaf of the log was sealed with, by the desk's keys as their file holds them: for looking at a database
 * whose program does not run. Ids and codes, never anybody's words. Null where the key is gone or it was not sealed so.
 */
export async function openLeaf(
  keyOf: (epoch: number) => Uint8Array | undefined,
  slot: Omit<KeySlot, 'suite'>,
  opening: Uint8Array,
): Promise<string | null> {
  const { objectId: record, keyEpoch: epoch } = slot;
  const key = keyOf(epoch);
  if (!key) return null;
  try {
    const dataKey = await unwrapForDesk(key, slot.wrapped, { record, epoch });
    return openText(dataKey, { table: 'leaf', record, field: 'opening' }, opening);
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    return null;
  }
}

export async function openOne(db: Pick<Db, 'keySlot'>, place: Place, body: Uint8Array | null): Promise<string | null> {
  const [text] = await openTexts(db, [{ place, body }]);
  return text ?? null;
}

/** The data key of one record, or null where its slot is gone: then what it sealed is shredded. */
export async function openDataKey(db: Pick<Db, 'keySlot'>, objectId: string): Promise<DataKey | null> {
  const slot = await db.keySlot.findUnique({ where: { objectId } });
  return slot && openSlot(runtime().keyring, slot);
}

/**
 * The slot of a data key that the desk opens, wrapped for the desk's present key; null where its own key is gone or does not
 * open it. The data key itself goes nowhere.
 */
export async function rewrapForDesk(keyring: Keyring, slot: KeySlot): Promise<KeySlot | null> {
  try {
    if (slot.suite !== SUITE.deskWrap || !keyring.deskPrivate.find(slot.keyEpoch)) return null;
    const dataKey = await openSlot(keyring, slot);
    return dataKey && (await deskSlot(keyring, slot.objectId, dataKey));
  } catch (error) {
    if (error instanceof EnvelopeError) return null;
    throw error;
  }
}

/** Stores key slots beside the rows they belong to, in the same transaction. */
export async function addKeySlots(tx: Tx, slots: readonly KeySlot[]): Promise<void> {
  await tx.keySlot.createMany({
    data: slots.map(({ objectId, wrapped, keyEpoch, suite }) => ({
      objectId,
      wrapped: new Uint8Array(wrapped),
      keyEpoch,
      suite,
    })),
  });
}

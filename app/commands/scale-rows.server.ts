import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { MEANT_BY_SENDING } from '~/participants/consent';
import { headerOf } from '~/participants/submission';
import { addDays, dayOf, type Day } from '~/platform/day';
import { newDataKey, sealText } from '~/platform/crypto/envelope.server';
import { now, runtime } from '~/platform/runtime.server';
import { born } from '~/record/fact';
import { answerSlot, type KeySlot } from '~/record/key-slots.server';
import { fileScaleFacts } from './scale-record.server';
import type { ScratchRound } from './scale-round.server';

/** Answers of one submission. */
const ITEMS_EACH = 4;
const DAYS = 40;
const LANGUAGES = ['ar', 'en', 'fr'] as const;
const SENTENCES: Readonly<Record<(typeof LANGUAGES)[number], string>> = {
  ar: 'تأتي الدورية ليلًا وتسير السيارات مسرعة قرب البيوت، ونريد أن تُعلَم القرية قبل ذلك.',
  en: 'The patrol comes at night and the cars drive fast near the houses; we want the village to be told before.',
  fr: 'La patrouille vient la nuit et les voitures roulent vite près des maisons ; nous voulons que le village soit prévenu.',
};

/** What somebody would have sent: made up, alike but for a number. */
interface MadeUp {
  id: string;
  lookup: Buffer;
  day: Day;
  language: (typeof LANGUAGES)[number];
  items: { id: string; text: string }[];
}

function madeUp(items: number, from: number): MadeUp[] {
  const today = dayOf(now());
  return Array.from({ length: Math.ceil(items / ITEMS_EACH) }, (_, index): MadeUp => {
    const language = LANGUAGES[index % LANGUAGES.length]!;
    const own = Math.min(ITEMS_EACH, items - index * ITEMS_EACH);
    const text = (part: number) => `${SENTENCES[language]} (${from + index * ITEMS_EACH + part + 1})`;
    return {
      id: randomUUID(),
      lookup: randomBytes(16),
      day: addDays(today, -(index % DAYS)),
      language,
      items: Array.from({ length: own }, (__, part) => ({ id: randomUUID(), text: text(part) })),
    };
  });
}

/**
 * One data key for a batch, wrapped for each record under the answer key: the desk opens it as it opens answers. Wrapping
 * to the desk's public key, as submitting does, would cost most of the time and is not what is measured with these rows.
 */
function sealer() {
  const { keyring } = runtime();
  const dataKey = newDataKey();
  const slots: KeySlot[] = [];
  const seal = (table: string, record: string, field: string, text: string) => {
    slots.push(answerSlot(keyring, record, dataKey));
    return Buffer.from(sealText(dataKey, { table, record, field }, text));
  };
  return { seal, slots };
}

type Seal = ReturnType<typeof sealer>['seal'];

function insertSubmissions(client: pg.Client, round: ScratchRound, all: readonly MadeUp[], seal: Seal) {
  const headers = all.map(({ id }) =>
    seal('submission', id, 'header', JSON.stringify(headerOf({ attribution: 'anonymous' }, randomUUID()))),
  );
  return client.query(
    `INSERT INTO app.submission (id, mission_id, round_id, day, language, answer_language, channel, tolerance, replay_open, header)
     SELECT s.id, $1, $2, s.day, s.language, s.language, 'web', 'confidential_only', false, s.header
     FROM unnest($3::uuid[], $4::date[], $5::text[], $6::bytea[]) AS s (id, day, language, header)`,
    [
      round.missionId,
      round.id,
      all.map(({ id }) => id),
      all.map(({ day }) => day),
      all.map((one) => one.language),
      headers,
    ],
  );
}

async function insertItems(client: pg.Client, round: ScratchRound, all: readonly MadeUp[], seal: Seal) {
  const rows = all.flatMap(({ id, items, day, language }) =>
    items.map((item) => ({ ...item, submission: id, day, language })),
  );
  const bodies = rows.map(({ id, text }) => seal('item', id, 'body', text));
  await client.query(
    `INSERT INTO app.item (id, mission_id, round_id, submission_id, question_id, day, language, body, state_since)
     SELECT i.id, $1, $2, i.submission, $3, i.day, i.language, i.body, i.day
     FROM unnest($4::uuid[], $5::uuid[], $6::date[], $7::text[], $8::bytea[]) AS i (id, submission, day, language, body)`,
    [
      round.missionId,
      round.id,
      round.questionId,
      rows.map(({ id }) => id),
      rows.map(({ submission }) => submission),
      rows.map(({ day }) => day),
      rows.map(({ language }) => language),
      bodies,
    ],
  );
}

async function insertAround(client: pg.Client, round: ScratchRound, all: readonly MadeUp[]): Promise<void> {
  const ids = all.map(({ id }) => id);
  await client.query(
    `INSERT INTO app.code_lookup (lookup, mission_id, submission_id)
     SELECT c.lookup, $1, c.id FROM unnest($2::bytea[], $3::uuid[]) AS c (lookup, id)`,
    [round.missionId, all.map(({ lookup }) => lookup), ids],
  );
  await client.query(
    `INSERT INTO app.consent (id, mission_id, submission_id, use, text_version, language, given, day)
     SELECT gen_random_uuid(), $1, s.id, u.use, '1/destroy', s.language, true, s.day
     FROM unnest($2::uuid[], $3::text[], $4::date[]) AS s (id, language, day), unnest($5::text[]) AS u (use)`,
    [round.missionId, ids, all.map(({ language }) => language), all.map(({ day }) => day), MEANT_BY_SENDING],
  );
}

async function insertSlots(client: pg.Client, slots: readonly KeySlot[]): Promise<void> {
  await client.query(
    `INSERT INTO app.key_slot (object_id, wrapped, key_epoch, suite)
     SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::int[], $4::smallint[])`,
    [
      slots.map(({ objectId }) => objectId),
      slots.map(({ wrapped }) => Buffer.from(wrapped)),
      slots.map(({ keyEpoch }) => keyEpoch),
      slots.map(({ suite }) => suite),
    ],
  );
}

/**
 * Puts so many items into the scratch round, with the submissions they belong to, in one transaction with its facts.
 * `from` counts those made before. No box is put into the vault.
 */
export async function insertBatch(
  client: pg.Client,
  round: ScratchRound,
  items: number,
  from: number,
): Promise<number> {
  const all = madeUp(items, from);
  const { seal, slots } = sealer();
  const facts = all.map(({ id, items: own }) =>
    born('submission.received', id, {
      channel: 'web',
      tolerance: 'confidential_only',
      items: own.map((item) => item.id),
    }),
  );
  await client.query('BEGIN');
  await insertSubmissions(client, round, all, seal);
  await insertItems(client, round, all, seal);
  await insertAround(client, round, all);
  await insertSlots(client, slots);
  await fileScaleFacts(client, { role: 'participant', accountId: null, missionId: round.missionId }, facts);
  await client.query('COMMIT');
  return items;
}

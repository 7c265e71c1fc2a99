import { randomUUID } from 'node:crypto';
import { hourIndex } from '~/platform/day';
import { now, runtime } from '~/platform/runtime.server';
import { subjectOf, type Actor, type Fact } from '~/record/fact';
import type { KeySlot } from '~/record/key-slots.server';
import { leafFields, makeLeaf, type Leaf } from '~/record/leaf.server';

/** The rows of one submission, sealed, under the names that the database's function `app.submit` reads. */
export interface SubmissionRows {
  lookup: Uint8Array;
  submission: {
    id: string;
    mission_id: string;
    round_id: string;
    act_pk: Uint8Array | null;
    day: string;
    language: string;
    answer_language: string;
    channel: string;
    tolerance: string;
    code_seen_by_staff: boolean;
    code_declined: boolean;
    words_shown: boolean;
    body_tag: Uint8Array | null;
    header: Uint8Array;
    org_type: string | null;
    /** Came beyond a budget: its items wait in quarantine. */
    quarantined: boolean;
  };
  /** The hash of the invitation it bears; it is spent with it. */
  invitation: Uint8Array | null;
  items: readonly {
    id: string;
    question_id: string | null;
    choices: readonly string[] | null;
    body: Uint8Array | null;
  }[];
  own_words: readonly { id: string; item_id: string; body: Uint8Array }[];
  consents: readonly { id: string; use: string; text_version: string; language: string; given: boolean }[];
  keySlots: readonly KeySlot[];
  box: { handle: string; sealed: Uint8Array };
}

/**
 * `stored`; `known` when the same lookup is there already, so that the caller answers as a retry; `round_not_open` when
 * the round takes no answers; `invitation_spent` when its invitation was used, or is of another round. Only the first
 * wrote anything.
 */
export type SubmissionOutcome = 'stored' | 'known' | 'round_not_open' | 'invitation_spent';

/** Bytes travel as hexadecimal text. Looks at the holder, since a Buffer has turned into a list before `part` comes. */
function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name: string, part: unknown) {
    const bytes = this[name];
    return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('hex') : part;
  });
}

function slotRow({ objectId, wrapped, keyEpoch, suite }: KeySlot) {
  return { object_id: objectId, wrapped, key_epoch: keyEpoch, suite };
}

function factRow(actor: Actor, hour: number) {
  return (fact: Fact) => ({
    id: randomUUID(),
    subject: subjectOf(fact),
    subject_id: fact.subjectId,
    subject_version: fact.subjectVersion,
    type: fact.type,
    actor_role: actor.role,
    hour_index: hour,
    payload: fact.payload ?? {},
  });
}

function leafRow({ id, commitment, opening, metadataSalt, contentSalt }: Leaf) {
  return { id, commitment, opening, metadata_salt: metadataSalt, content_salt: contentSalt };
}

/**
 * The door for submissions, which the public part stores without the right to read any table: one call of a database
 * function is one transaction of rows, facts and leaf, and it is on disk (`synchronous_commit`) when this returns.
 * Everything must be sealed before; `actor.missionId` is the round's mission. `metadata` goes into the leaf.
 */
export async function recordSubmission(
  actor: Actor,
  { keySlots, ...rows }: SubmissionRows,
  facts: readonly [Fact, ...Fact[]],
  metadata: Readonly<Record<string, string>>,
): Promise<SubmissionOutcome> {
  const hour = hourIndex(now());
  const leaf = await makeLeaf(leafFields(actor, facts, hour, metadata));
  const whole = toJson({
    ...rows,
    key_slots: [...keySlots, leaf.slot].map(slotRow),
    facts: facts.map(factRow(actor, hour)),
    leaves: [leafRow(leaf)],
  });
  const { rows: answers } = await runtime().databases.sql.intake.query<{ outcome: SubmissionOutcome }>(
    `select set_config('synchronous_commit', 'on', true), app.submit($1::jsonb) as outcome`,
    [whole],
  );
  if (!answers[0]) throw new Error('app.submit gave no answer');
  return answers[0].outcome;
}

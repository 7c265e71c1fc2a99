import { randomUUID } from 'node:crypto';
import { newDataKey, sealText } from '~/platform/crypto/envelope.server';
import type { Day } from '~/platform/day';
import { runtime } from '~/platform/runtime.server';
import { born, type Fact } from '~/record/fact';
import { deskSlot, sealForDesk, sealForVisit, type KeySlot } from '~/record/key-slots.server';
import type { SubmissionRows } from '~/record/record-function.server';
import { sealInner, sealOuter, type BoxKey } from '~/vault/box.server';
import { CONSENT_USES } from './consent';
import {
  headerOf,
  identityKept,
  orgTypeKept,
  wordsAreKept,
  type DraftAnswer,
  type SubmissionDraft,
} from './submission';

/** The header is padded to this many characters: its length does not tell how somebody is known. */
const HEADER_LENGTH = 512;

/** What the form's token stands for: where the submission is found, and who may act on it later. */
export interface SubmissionKeys {
  lookup: Uint8Array;
  actPublicKey: Uint8Array;
  bodyTag: Uint8Array;
}

/** How it came: with an invitation, and within the budgets or beyond them. */
export interface Arriving {
  invitation: Uint8Array | null;
  quarantined: boolean;
}

export interface SealedSubmission {
  id: string;
  rows: SubmissionRows;
  facts: [Fact, ...Fact[]];
  metadata: Record<string, string>;
}

interface SealedAnswer {
  item: SubmissionRows['items'][number];
  ownWords: SubmissionRows['own_words'][number] | null;
  slots: KeySlot[];
}

async function sealAnswer(answer: DraftAnswer, keepWords: boolean): Promise<SealedAnswer> {
  const id = randomUUID();
  const question = { id, question_id: answer.questionId };
  if (answer.text === undefined) {
    return { item: { ...question, choices: answer.choices, body: null }, ownWords: null, slots: [] };
  }
  const { body, slot } = await sealForDesk({ table: 'item', record: id, field: 'body' }, answer.text);
  const item = { ...question, choices: null, body };
  if (!keepWords) return { item, ownWords: null, slots: [slot] };
  const copyId = randomUUID();
  const copy = sealForVisit({ table: 'item_version', record: copyId, field: 'body' }, answer.text);
  return { item, ownWords: { id: copyId, item_id: id, body: copy.body }, slots: [slot, copy.slot] };
}

/**
 * A box of the vault is always there, sealed the same way, so that its presence says nothing; without an identity it
 * holds zeros, which nobody but two officers can tell from a name.
 */
async function sealIdentity(draft: SubmissionDraft, vaultKey: BoxKey | null) {
  const handle = randomUUID();
  const where = { table: 'vault.box', record: handle } as const;
  const dataKey = newDataKey();
  const inner = sealInner(where, draft.round.id, vaultKey, identityKept(draft));
  const slot = await deskSlot(runtime().keyring, handle, dataKey);
  return { box: { handle, sealed: sealOuter(dataKey, where, inner) }, slot };
}

async function sealHeader(draft: SubmissionDraft, id: string, handle: string) {
  const dataKey = newDataKey();
  const header = JSON.stringify(headerOf(draft, handle)).padEnd(HEADER_LENGTH);
  const body = sealText(dataKey, { table: 'submission', record: id, field: 'header' }, header);
  return { body, slot: await deskSlot(runtime().keyring, id, dataKey) };
}

/**
 * Seals one submission for `recordSubmission`: each text under a key of its own, to the desk alone (and to the code's
 * holder where the words were to be seen again). A sender who wanted no code has no act key in the record: whatever
 * happens to the submission later, nobody can pretend that its sender asked for it. Touches no database. Throws for an
 * identity without a vault key: it would have to be asked for again.
 */
export async function sealSubmission(
  draft: SubmissionDraft,
  { vaultKey, invitation, quarantined, ...keys }: SubmissionKeys & Arriving & { vaultKey: BoxKey | null },
  day: Day,
): Promise<SealedSubmission> {
  const id = randomUUID();
  const { box, slot: boxSlot } = await sealIdentity(draft, vaultKey);
  const header = await sealHeader(draft, id, box.handle);
  const answers = await Promise.all(draft.answers.map((answer) => sealAnswer(answer, wordsAreKept(draft))));
  const actPublicKey = draft.codeDeclined ? null : keys.actPublicKey;
  const submission: SubmissionRows['submission'] = {
    id,
    mission_id: draft.round.missionId,
    round_id: draft.round.id,
    act_pk: actPublicKey,
    day,
    language: draft.language,
    answer_language: draft.answerLanguage,
    channel: draft.channel,
    tolerance: draft.tolerance,
    code_seen_by_staff: false,
    code_declined: draft.codeDeclined,
    words_shown: wordsAreKept(draft),
    // Without a code there is nothing to show again: a retry is told that it arrived.
    body_tag: draft.codeDeclined ? null : keys.bodyTag,
    header: header.body,
    org_type: orgTypeKept(draft),
    quarantined,
  };
  return {
    id,
    rows: {
      lookup: keys.lookup,
      submission,
      items: answers.map(({ item }) => item),
      own_words: answers.flatMap(({ ownWords }) => ownWords ?? []),
      consents: CONSENT_USES.map((use) => ({
        id: randomUUID(),
        use,
        text_version: draft.round.consentVersion,
        language: draft.consentsShownIn,
        given: draft.consents[use],
      })),
      keySlots: [boxSlot, header.slot, ...answers.flatMap(({ slots }) => slots)],
      box,
      invitation,
    },
    facts: [
      born('submission.received', id, {
        channel: draft.channel,
        tolerance: draft.tolerance,
        items: answers.map(({ item }) => item.id),
        invited: invitation !== null,
        quarantined,
      }),
    ],
    metadata: {
      round: draft.round.id,
      ...(actPublicKey && { act_pk: Buffer.from(actPublicKey).toString('hex') }),
    },
  };
}

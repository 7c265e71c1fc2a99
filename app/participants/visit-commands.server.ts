import { randomUUID } from 'node:crypto';
import { dateOf, dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next, type Fact } from '~/record/fact';
import { addKeySlots, sealForDesk } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';
import { isCollectedByReading, isMovedByDispute, react, type SayingKind, type Visit, type VisitedItem } from './visit';
import { recordForm, recordVisit } from './visit-record.server';

const today = () => dayOf(now());

interface Saying {
  kind: SayingKind | 'dispute';
  text: string;
  itemId?: string;
}

/** Seals a message of the participant to the desk, and gives its fact and the write of it. */
async function sealMessage({ submission }: Visit, { kind, text, itemId }: Saying) {
  const id = randomUUID();
  const { body, slot } = await sealForDesk({ table: 'message', record: id, field: 'body' }, text);
  const row = {
    id,
    missionId: submission.missionId,
    submissionId: submission.id,
    itemId: itemId ?? null,
    direction: 'in',
    kind,
    // The language declared for the first words; it is not asked again.
    language: submission.language,
    body,
    day: dateOf(today()),
  };
  return {
    fact: born('message.received', id, { kind }),
    write: async (tx: Tx) => {
      await tx.message.createMany({ data: [row] });
      await addKeySlots(tx, [slot]);
    },
  };
}

async function moveItem(tx: Tx, item: VisitedItem, state: 'disputed' | 'answer_collected') {
  expectOne(
    await tx.item.updateMany({
      where: { id: item.id, version: item.version, state: item.state },
      data: { state, stateSince: dateOf(today()), version: { increment: 1 } },
    }),
  );
}

/** Adds, corrects or replies: a message that only the desk can read. Throws `FormTaken` for a second press. */
export async function say(visit: Visit, nonce: Uint8Array, saying: Saying): Promise<Result> {
  const message = await sealMessage(visit, saying);
  await recordForm(visit, nonce, [message.fact], message.write);
  return done();
}

/** "Yes, that is what I said." Refuses an understanding of another submission, and one that was disputed. */
export async function confirmUnderstanding(visit: Visit, nonce: Uint8Array, id: string): Promise<Result> {
  const line = visit.understandings.find((one) => one.id === id);
  if (!line) return refuse('visit.not_yours');
  const reaction = react(line.reaction, 'confirmed');
  if (!reaction.ok) return reaction;
  await recordForm(visit, nonce, [next('understanding.reacted', line, { reaction: 'confirmed' })], (tx) =>
    markReaction(tx, line, 'confirmed'),
  );
  return done();
}

async function markReaction(tx: Tx, line: { id: string; version: number }, reaction: 'confirmed' | 'disputed') {
  const where = { id: line.id, version: line.version };
  expectOne(await tx.understanding.updateMany({ where, data: { reaction, version: { increment: 1 } } }));
}

export interface Dispute {
  /** What is disputed: one line of what we understood, or the answer to an item. */
  understanding?: string;
  item?: string;
  text: string;
}

/**
 * "That is not what I said" (GUIDELINES, Feedback item): the words go to the desk, and an item that was answered goes
 * back into consideration. Refuses what belongs to another submission, a second dispute of one line, and the dispute of
 * an answer that is not there.
 */
export async function dispute(visit: Visit, nonce: Uint8Array, { text, ...what }: Dispute): Promise<Result> {
  const line = visit.understandings.find(({ id }) => id === what.understanding) ?? null;
  const item = visit.items.find(({ id }) => id === (line?.itemId ?? what.item)) ?? null;
  if (!item || (what.understanding && !line)) return refuse('visit.not_yours');
  if (line?.reaction === 'disputed' || (!line && item.state === 'disputed')) return refuse('visit.already');
  const moves = isMovedByDispute(item.state);
  if (!line && !moves) return refuse('visit.no_answer_yet');
  const message = await sealMessage(visit, { kind: 'dispute', text, itemId: item.id });
  const facts: [Fact, ...Fact[]] = [message.fact];
  if (line) facts.push(next('understanding.reacted', line, { reaction: 'disputed' }));
  if (moves) facts.push(next('item.disputed', item));
  await recordForm(visit, nonce, facts, async (tx) => {
    await message.write(tx);
    if (line) await markReaction(tx, line, 'disputed');
    if (moves) await moveItem(tx, item, 'disputed');
  });
  return done();
}

/** Reading an answer for the first time is noted, once: nothing else of a visit is. */
export async function collect(visit: Visit, item: VisitedItem): Promise<void> {
  if (!isCollectedByReading(item.state)) return;
  await recordVisit(visit, [next('item.answer_collected', item)], (tx) => moveItem(tx, item, 'answer_collected'));
}

/** Marks what we wrote as read, now that it is being shown. */
export async function markRead(visit: Visit): Promise<void> {
  const unread = visit.messages.filter(({ direction, read }) => direction === 'out' && !read);
  const [first, ...more] = unread.map((message) => next('message.read', message));
  if (!first) return;
  await recordVisit(visit, [first, ...more], async (tx) => {
    for (const { id, version } of unread) {
      const where = { id, version, read: false };
      expectOne(await tx.message.updateMany({ where, data: { read: true, version: { increment: 1 } } }));
    }
  });
}

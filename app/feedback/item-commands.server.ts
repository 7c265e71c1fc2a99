import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Permission } from '~/auth/permissions';
import type { Staff } from '~/auth/staff.server';
import { ITEM_FACTS, ITEM_WORKFLOW, type ItemEvent, type ItemState, type PlainEvent } from '~/feedback/item';
import { loadItem, mayOver, overOf } from '~/feedback/item-loading.server';
import { caseOf, setItemState, type DeskItem } from '~/feedback/item-store.server';
import { touchItem } from '~/feedback/item-writes-store.server';
import { openKinds } from '~/feedback/flag-store.server';
import { seesLists, staffPermission } from '~/feedback/reader';
import { openItemTexts } from '~/feedback/text-door.server';
import { newSuggestions, suggestionsFor } from '~/participants/risk-rules';
import { dateOf, dayOf, hourIndex } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { readForDesk } from '~/auth/desk-reading.server';
import { now } from '~/platform/runtime.server';
import { born, next, type Fact } from '~/record/fact';
import { addKeySlots, sealForDesk } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

interface Move {
  to: ItemState;
  needs: Permission;
  fact: Fact;
}

/** Whether an event may happen to an item now, and the fact it makes. */
function decideMove(staff: Staff, item: DeskItem, event: ItemEvent): Result<Move> {
  const needs = staffPermission(event);
  if (!needs) return refuse('workflow.not_allowed');
  const may = mayOver(staff, item);
  const stepped = step(ITEM_WORKFLOW, caseOf(item), event, (one) => one !== 'participant.own' && may(one));
  if (!stepped.ok) return stepped;
  return done({ to: stepped.value, needs, fact: next(ITEM_FACTS[event], item) });
}

async function move(staff: Staff, item: DeskItem, event: ItemEvent, more: Step = NOTHING_MORE): Promise<Result> {
  const decided = decideMove(staff, item, event);
  if (!decided.ok) return decided;
  const { to, needs, fact } = decided.value;
  await recordChange(staff.actor(needs, overOf(item)), [fact, ...more.facts], async (tx) => {
    await setItemState(tx, item, to, dayOf(now()));
    await more.write(tx);
  });
  return done();
}

interface Step {
  facts: readonly Fact[];
  write(tx: Tx): Promise<unknown>;
}
const NOTHING_MORE: Step = { facts: [], write: async () => undefined };

/** The one point of an answer by choices, which has no passages to mark. */
function wholePoint({ id: itemId, missionId, roundId, body, points }: DeskItem): Step {
  if (body !== null || points.length > 0) return NOTHING_MORE;
  const id = randomUUID();
  return {
    facts: [born('point.marked', id, { item: itemId })],
    write: (tx) => tx.point.create({ data: { id, missionId, roundId, itemId }, select: { id: true } }),
  };
}

/** The flags that rules raise over an item's words, seen for the first time: here, since the public part cannot open them. Nobody has seen what a mask closes. */
async function raisedByRules(staff: Staff, item: DeskItem): Promise<Result<Step>> {
  const found = await readForDesk(staff, async (db) => {
    const [texts] = await openItemTexts(db, 'read', [item]);
    if (texts?.closed.original) return null;
    return newSuggestions(suggestionsFor(texts?.original ?? ''), await openKinds(db, item));
  });
  if (found === null) return refuse('item.closed_by_mask');
  const { missionId, submissionId, id: itemId } = item;
  const raised = { missionId, submissionId, itemId, raisedBy: 'rule', raisedHour: hourIndex(now()) };
  const rows = found.map(({ kind, level }) => ({ id: randomUUID(), kind, level, ...raised }));
  return done({
    facts: rows.map(({ id, kind, level }, index) =>
      born('risk_flag.raised', id, { kind, level, rule: found[index]!.rule }),
    ),
    write: (tx) => tx.riskFlag.createMany({ data: rows }),
  });
}

/**
 * Records that a person who reads its language has seen an item: the acknowledgement of G02, within 7 days. Refuses
 * unless they declare to read the language; an automatic receipt is not a first look. What the rules find in the words is
 * raised as a flag for the protection officers, who decide; the rules themselves set nothing apart.
 */
export async function firstLook(staff: Staff, id: string, declared: { readsLanguage: boolean }): Promise<Result> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  if (!declared.readsLanguage) return refuse('item.language_not_declared');
  const raised = await raisedByRules(staff, item);
  return raised.ok ? move(staff, item, 'first_look', raised.value) : raised;
}

/** Any of the plain events, by the workflow's table. A choice alone gets its one point when it is ready for coding. */
export async function moveItem(staff: Staff, id: string, event: PlainEvent): Promise<Result> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  return move(staff, item, event, event === 'need_no_translation' ? wholePoint(item) : NOTHING_MORE);
}

async function noteStep(staff: Staff, item: DeskItem, text: string): Promise<Step> {
  const id = v7();
  const { body, slot } = await sealForDesk({ table: 'staff_note', record: id, field: 'body' }, text);
  const data = { id, missionId: item.missionId, itemId: item.id, body, byAccount: staff.accountId };
  return {
    facts: [],
    async write(tx) {
      await tx.staffNote.create({ data: { ...data, madeOn: dateOf(dayOf(now())) }, select: { id: true } });
      await addKeySlots(tx, [slot]);
    },
  };
}

/** Sends an item to the office it belongs to; where to, and why, is kept as a sealed note. */
export async function referItem(staff: Staff, id: string, note: string): Promise<Result> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  return move(staff, item, 'refer', await noteStep(staff, item, note));
}

/** A sealed note among staff. Translators have none to write: what they see ends with the text. */
export async function addNote(staff: Staff, id: string, text: string): Promise<Result> {
  const item = await loadItem(staff, id);
  if (!item) return refuse('item.not_found');
  if (!seesLists(staff.roles)) return refuse('workflow.not_allowed');
  const note = await noteStep(staff, item, text);
  await recordChange(staff.actor('item.read', overOf(item)), [next('item.noted', item)], async (tx) => {
    await touchItem(tx, item);
    await note.write(tx);
  });
  return done();
}

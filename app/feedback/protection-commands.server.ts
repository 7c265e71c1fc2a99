import { randomUUID } from 'node:crypto';
import type { Staff } from '~/auth/staff.server';
import { loadFlag, overOfFlag } from '~/feedback/flag-commands.server';
import { flagsAround, saveFlag, setApart, type DeskFlag } from '~/feedback/flag-store.server';
import { sealStep, type StepEvent } from '~/feedback/flag-steps-store.server';
import { ITEM_FACTS, ITEM_WORKFLOW } from '~/feedback/item';
import { caseOf, itemForDesk, setItemState, type DeskItem } from '~/feedback/item-store.server';
import { stricter } from '~/participants/consequences';
import { tellTightened } from '~/participants/protection-followers.server';
import { isOpenFlag, levelOf } from '~/participants/risk-flag';
import { TOLERANCES, type Tolerance } from '~/participants/submission';
import { dateOf, dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Refusal, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { born, next, type Fact } from '~/record/fact';
import { addKeySlots, sealForVisit } from '~/record/key-slots.server';
import { expectOne, recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

interface Deed {
  event: StepEvent;
  reason: string;
  facts: readonly Fact[];
  write(tx: Tx): Promise<void>;
}

/** Something done about a flag that does not move it: its next version, the reason sealed, and the deed, in one. */
async function recordDeed(staff: Staff, flag: DeskFlag, { event, reason, facts, write }: Deed): Promise<void> {
  const writeStep = await sealStep(staff, flag, event, reason);
  const all: [Fact, ...Fact[]] = [next('risk_flag.noted', flag, { step: event }), ...facts];
  await recordChange(staff.actor('item.sensitive', overOfFlag(flag)), all, async (tx) => {
    await saveFlag(tx, flag);
    await writeStep(tx);
    await write(tx);
  });
}

/** Why an item stays set apart: a severe danger around it is open, or somebody complained about staff. */
function whyNotLifted(around: readonly DeskFlag[]): Refusal | null {
  if (around.some(({ kind }) => kind === 'staff_conduct')) return 'risk_flag.complaint';
  return around.some((flag) => isOpenFlag(flag.state) && levelOf(flag) === 'severe') ? 'risk_flag.severe_open' : null;
}

/**
 * Takes the sensitive mark off the items of a flag, with a reason: they are back in the ordinary queue, in the state that
 * they were in. Refuses while a severe danger around one is open, and always after a complaint about staff.
 */
export async function liftSensitive(staff: Staff, flagId: string, reason: string): Promise<Result> {
  const flag = await loadFlag(staff, flagId);
  if (!flag) return refuse('risk_flag.not_found');
  const items = flag.submission.items.filter(({ sensitive }) => sensitive);
  if (items.length === 0) return refuse('item.not_sensitive');
  for (const { id } of items) {
    const around = await readForDesk(staff, (db) => flagsAround(db, { id, submissionId: flag.submissionId }));
    const refusal = whyNotLifted(around);
    if (refusal) return refuse(refusal);
  }
  const facts = items.map((item) => next('item.sensitive_lifted', item));
  await recordDeed(staff, flag, { event: 'lift', reason, facts, write: (tx) => setApart(tx, items, false) });
  await tellTightened({ missionId: flag.missionId, roundId: flag.submission.round.id });
  return done();
}

/** The exposures that an officer can still lower this one to. */
export function lowerThan({ tolerance, ceiling }: DeskFlag['submission']): readonly Tolerance[] {
  const now = stricter(tolerance, ceiling ?? 'organisation_public');
  return TOLERANCES.slice(0, TOLERANCES.indexOf(now));
}

/** Lowers how much may become known, below what the sender can bear. Staff never raise it: neither here nor elsewhere. */
export async function lowerExposure(
  staff: Staff,
  flagId: string,
  { to, reason }: { to: Tolerance; reason: string },
): Promise<Result> {
  const flag = await loadFlag(staff, flagId);
  if (!flag || flag.submission.state !== 'received') return refuse('risk_flag.not_found');
  if (!lowerThan(flag.submission).includes(to)) return refuse('risk_flag.only_lower');
  const subject = { id: flag.submissionId, version: flag.submission.version };
  await recordDeed(staff, flag, {
    event: 'lower',
    reason,
    facts: [next('submission.exposure_lowered', subject, { to })],
    async write(tx) {
      const data = { ceiling: to, version: { increment: 1 } };
      expectOne(await tx.submission.updateMany({ where: { ...subject, state: 'received' }, data }));
    },
  });
  await tellTightened({ missionId: flag.missionId, roundId: flag.submission.round.id });
  return done();
}

/** Our words to the sender, sealed for the return page alone. */
function sealAnswer(staff: Staff, { missionId, submissionId, id: itemId, answerLanguage }: DeskItem, text: string) {
  const id = randomUUID();
  const { body, slot } = sealForVisit({ table: 'message', record: id, field: 'body' }, text);
  const common = { id, missionId, submissionId, itemId, direction: 'out', kind: 'reply' };
  const row = { ...common, language: answerLanguage, body, day: dateOf(dayOf(now())), byAccount: staff.accountId };
  return {
    fact: born('message.sent', id, { item: itemId }),
    write: async (tx: Tx) => {
      await tx.message.createMany({ data: [row] });
      await addKeySlots(tx, [slot]);
    },
  };
}

/**
 * Answers an item that is set apart by sending its sender on to who can help: our words wait behind the return code, and
 * the item is done, so that its round can be answered. Refuses without words where somebody holds a code.
 */
export async function answerByReferral(
  staff: Staff,
  flagId: string,
  { itemId, answer, reason }: { itemId: string; answer: string; reason: string },
): Promise<Result> {
  const flag = await loadFlag(staff, flagId);
  const item = flag && (await readForDesk(staff, (db) => itemForDesk(db, staff, itemId)));
  if (!flag || !item || item.submissionId !== flag.submissionId) return refuse('item.not_found');
  const over = overOfFlag(flag);
  const may = (one: Parameters<Staff['may']>[0]) => staff.may(one, over);
  const event = 'answer_by_referral';
  const stepped = step(ITEM_WORKFLOW, caseOf(item), event, (one) => one !== 'participant.own' && may(one));
  if (!stepped.ok) return stepped;
  const words = answer.trim();
  if (words === '' && !item.codeDeclined) return refuse('risk_flag.answer_needed');
  const message = words === '' || item.codeDeclined ? null : sealAnswer(staff, item, words);
  await recordDeed(staff, flag, {
    event: 'refer',
    reason,
    facts: [next(ITEM_FACTS[event], item, { apart: true }), ...(message ? [message.fact] : [])],
    async write(tx) {
      await setItemState(tx, item, stepped.value, dayOf(now()));
      await message?.write(tx);
    },
  });
  return done();
}

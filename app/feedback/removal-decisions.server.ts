import type { Staff } from '~/auth/staff.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { mayOver, overOf } from '~/feedback/item-loading.server';
import { REDACTION_WORKFLOW, unmarkedTexts } from '~/feedback/redaction';
import type { Redaction } from '~/feedback/redaction-store.server';
import { moveRedaction } from '~/feedback/redaction-writes-store.server';
import { refuseDecision } from '~/feedback/removal';
import { reseal, resealOwn } from '~/feedback/removal-sealing.server';
import { copiesOf, judgeRemoval, removalById, replaceTexts, type Removal } from '~/feedback/removal-store.server';
import { renewSearch } from '~/feedback/search.server';
import { equalBytes, fromBase64url } from '~/platform/crypto/bytes.server';
import { dayOf } from '~/platform/day';
import { hashOf, rootsOf, standing, type Standing } from '~/feedback/removal-loading.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { next, type Fact } from '~/record/fact';
import { recordChange } from '~/record/record-change.server';
import { step } from '~/workflow/workflow';

type Decided = Standing & { removal: Removal; redaction: Redaction };

async function deciding(
  staff: Staff,
  itemId: string,
  { id, approves }: { id: string; approves: boolean },
): Promise<Result<Decided>> {
  const found = await standing(staff, itemId, approves ? 'item.redact' : 'item.mask', (db) =>
    removalById(db, itemId, id),
  );
  if (!found.ok) return found;
  const { more: removal, ...rest } = found.value;
  const redaction = removal && rest.redactions.find((one) => one.id === removal.redactionId);
  if (!removal || !redaction) return refuse('removal.not_found');
  const refusal = refuseDecision(removal, { actor: staff.accountId, now: now(), approves });
  return refusal ? refuse(refusal) : done({ ...rest, removal, redaction });
}

/** Whether the rows say what was asked for, and the decider saw it. Anything else means that something changed since. */
function isAsAsked({ item, removal, redaction, commitments }: Decided, seen: string): boolean {
  const hash = hashOf({
    ...removal,
    missionId: item.missionId,
    itemId: item.id,
    redactionVersion: redaction.version,
    texts: redaction.texts,
    roots: rootsOf(commitments),
  });
  const shown = fromBase64url(seen);
  return shown !== null && equalBytes(hash, removal.requestHash) && equalBytes(shown, removal.requestHash);
}

/**
 * Removes a masked passage for good, by a second person. The words are taken out of every text and of the sender's own
 * copy, each sealed anew under a new key; the former keys are destroyed, and with them the former texts, translations that
 * had given way, and the salts of the removed words. Refuses whoever asked, a request that changed or is a day old, and
 * a mask that is not marked everywhere.
 */
export async function approveRemoval(
  staff: Staff,
  itemId: string,
  { id, seen }: { id: string; seen: string },
): Promise<Result> {
  const found = await deciding(staff, itemId, { id, approves: true });
  if (!found.ok) return found;
  const { item, texts, removal, redaction, commitments } = found.value;
  const unmarked = unmarkedTexts(redaction, texts.map((text) => text.id)).length; // prettier-ignore
  const stepped = step(REDACTION_WORKFLOW, { ...redaction, unmarked }, 'remove', mayOver(staff, item));
  if (!stepped.ok) return stepped;
  if (!isAsAsked(found.value, seen)) return refuse('removal.changed');
  const spansIn = (textId: string) =>
    redaction.texts.filter((one) => one.textId === textId).flatMap((one) => one.spans);
  const { own, former } = await readForDesk(staff, (db) => copiesOf(db, itemId));
  const original = texts.find(({ isOriginal }) => isOriginal)!;
  const resealed = [
    ...(await Promise.all(
      texts
        .filter(({ text }) => text !== null)
        .map((text) =>
          reseal(
            text,
            spansIn(text.id),
            commitments.find(({ textId }) => textId === text.id),
          ),
        ),
    )),
    ...(original.text === null ? [] : own.map((copy) => resealOwn(copy, original, spansIn(original.id)))),
  ];
  // Without the original nobody can tell where the words stand in the sender's own copy: it goes whole.
  const gone = original.text === null ? [...former, ...own] : former;
  const facts: [Fact, ...Fact[]] = [
    next('redaction.removed', redaction, {
      item: itemId,
      request: id,
      hash: Buffer.from(removal.requestHash).toString('hex'),
    }),
    next('item.redacted', item, { redaction: redaction.id }),
  ];
  await recordChange(staff.actor('item.redact', overOf(item)), facts, async (tx) => {
    await replaceTexts(tx, item, { texts: resealed, former: gone });
    await judgeRemoval(tx, removal, { state: 'approved', by: staff.accountId, on: dayOf(now()) });
    await moveRedaction(tx, redaction, { state: stepped.value });
  });
  await renewSearch(item);
  return done();
}

/** Declines a request, or takes one's own back. The mask stays. */
export async function declineRemoval(staff: Staff, itemId: string, id: string): Promise<Result> {
  const found = await deciding(staff, itemId, { id, approves: false });
  if (!found.ok) return found;
  const { item, removal, redaction } = found.value;
  const fact = next('redaction.removal_declined', redaction, { item: itemId, request: id });
  await recordChange(staff.actor('item.mask', overOf(item)), [fact], async (tx) => {
    await judgeRemoval(tx, removal, { state: 'declined', by: staff.accountId, on: dayOf(now()) });
    await moveRedaction(tx, redaction, {});
  });
  return done();
}

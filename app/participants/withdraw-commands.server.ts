import { addDays, dateOf, dayOf } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now, runtime } from '~/platform/runtime.server';
import { next, type Fact } from '~/record/fact';
import { expectOne, StaleChange } from '~/record/record-change.server';
import { leafOf } from './act-signature.server';
import { appendToLedger, readLedger, type LedgerEntry } from './ledger.server';
import type { Visit, VisitedItem } from './visit';
import { recordVisit } from './visit-record.server';
import { actKeyFor } from './visit-entry.server';
import { missionOf } from './visit-door-store.server';
import { loadVisit } from './visit-store.server';
import { tellWithdrawn } from './withdraw-followers.server';
import { isGenuine, withdrawalMessage } from './withdrawal-proof.server';

function factsOf(visit: Visit, items: readonly VisitedItem[], entry: LedgerEntry): [Fact, ...Fact[]] {
  // The retention that the words would have had at the end: what a withdrawal does is the same under each.
  const payload = {
    scope: entry.scope,
    act_signature: entry.signature,
    act_version: entry.version,
    act_leaf: entry.leaf,
    retention: visit.round?.retention ?? null,
    keys: 'destroyed',
  };
  return [
    next('submission.withdrawn', visit.submission, payload),
    ...items.map((item) => next('item.withdrawn', item)),
  ];
}

async function withdrawRows(tx: Tx, visit: Visit, items: readonly VisitedItem[]): Promise<void> {
  const { id, version } = visit.submission;
  const gone = { state: 'withdrawn', version: { increment: 1 } };
  expectOne(
    await tx.submission.updateMany({
      where: { id, version, state: 'received' },
      data: { ...gone, replayOpen: false, bodyTag: null, orgType: null },
    }),
  );
  for (const item of items) {
    // Choices are codes, not sealed text: they go with the item. An item of text has none, and a row must have one.
    const choices = item.hasText ? {} : { choices: [] };
    const where = { id: item.id, version: item.version, state: item.state };
    const data = { ...gone, stateSince: dateOf(dayOf(now())), ...choices };
    expectOne(await tx.item.updateMany({ where, data }));
  }
  await tx.$queryRaw`select app.shred_submission()`;
}

/** Does what an entry of the ledger says, in one transaction; then tells the followers. */
async function apply(visit: Visit, entry: LedgerEntry): Promise<void> {
  const items = visit.items.filter(({ state }) => state !== 'withdrawn');
  await recordVisit(visit, factsOf(visit, items, entry), (tx) => withdrawRows(tx, visit, items));
  await tellWithdrawn({ missionId: visit.submission.missionId, roundId: visit.submission.roundId });
}

/** Applies an entry however often staff change the same rows meanwhile: once in the ledger it will happen. */
async function applyAnyhow(visit: Visit, entry: LedgerEntry, tries = 5): Promise<void> {
  try {
    await apply(visit, entry);
  } catch (error) {
    if (!(error instanceof StaleChange) || tries <= 1) throw error;
    const { missionId, id } = visit.submission;
    const fresh = await loadVisit(missionId, id);
    if (fresh.submission.state === 'received') await applyAnyhow(fresh, entry, tries - 1);
  }
}

/**
 * Withdraws the visited submission, on the code typed again (PROTOCOL.md, Withdraw): signed by its act key, written to
 * the ledger and synced, then all data keys of everything written by or about it are deleted. Always allowed, in every
 * state of the round. Refuses any other code; a second withdrawal is "already".
 */
export async function withdraw(visit: Visit, typed: string): Promise<Result> {
  if (visit.submission.state !== 'received') return refuse('visit.already');
  const key = actKeyFor(visit, typed);
  if (!key) return refuse('visit.code_differs');
  const { id, missionId, version } = visit.submission;
  const unsigned = { submission: id, scope: 'submission', version: version + 1, leaf: await leafOf(visit) } as const;
  const blank: LedgerEntry = { ...unsigned, signature: '', day: dayOf(now()) };
  const entry = { ...blank, signature: Buffer.from(key.sign(withdrawalMessage(missionId, blank))).toString('hex') };
  await appendToLedger(runtime().config.dataDir, entry);
  await applyAnyhow(visit, entry);
  return done();
}

/** Withdrawals of these last days are told to the followers again at the start: a crash may have kept it from them. */
const TOLD_AGAIN_DAYS = 2;

async function complete(entry: LedgerEntry): Promise<'completed' | 'forged' | 'nothing_to_do'> {
  const mission = await missionOf(entry.submission);
  if (!mission) return 'nothing_to_do';
  const visit = await loadVisit(mission, entry.submission);
  if (visit.submission.state === 'received') {
    if (!isGenuine({ ...visit.submission, leaf: await leafOf(visit) }, entry)) return 'forged';
    await applyAnyhow(visit, entry);
    return 'completed';
  }
  const recent = entry.day >= addDays(dayOf(now()), -TOLD_AGAIN_DAYS);
  if (recent) await tellWithdrawn({ missionId: mission, roundId: visit.submission.roundId });
  return 'nothing_to_do';
}

/**
 * At the start: completes what the ledger holds and the database does not, after a crash between the two or an older
 * backup. Needs no code, since the entry holds the signature. Entries of other databases are left alone; one whose
 * signature is not the participant's is counted as forged and never applied.
 */
export async function completeWithdrawals(): Promise<{ completed: number; forged: number; unreadable: number }> {
  const { entries, unreadable } = await readLedger(runtime().config.dataDir);
  const counts = { completed: 0, forged: 0, nothing_to_do: 0 };
  for (const entry of entries) counts[await complete(entry)] += 1;
  return { completed: counts.completed, forged: counts.forged, unreadable };
}

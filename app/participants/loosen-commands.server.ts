import { randomUUID } from 'node:crypto';
import { dateOf, dayOf, type Day } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next, type Fact } from '~/record/fact';
import { expectOne } from '~/record/record-change.server';
import { signAct, type SignedAct } from './act-signature.server';
import { decideLoosening, isRipe, type LooseningState, type LooseningWish } from './loosening';
import { missionIds, submissionsWithRipe } from './loosening-store.server';
import { FLAG_FACTS, FLAG_WORKFLOW } from './risk-flag';
import type { Tolerance } from './submission';
import type { Visit, VisitedLoosening } from './visit';
import { actKeyFor } from './visit-entry.server';
import { recordForm, recordVisit, type Facts } from './visit-record.server';
import { loadVisit } from './visit-store.server';

/** A loosening's row, and the next version of it. */
export async function setLoosening(
  tx: Tx,
  { id, version }: { id: string; version: number },
  state: LooseningState,
): Promise<void> {
  const data = { state, version: { increment: 1 } };
  expectOne(await tx.loosening.updateMany({ where: { id, version, state: 'waiting' }, data }));
}

function rowOf(visit: Visit, wish: LooseningWish, signed: SignedAct, dueOn: Day) {
  const { id: submissionId, missionId } = visit.submission;
  return {
    id: randomUUID(),
    missionId,
    submissionId,
    ...wish,
    askedOn: dateOf(dayOf(now())),
    dueOn: dateOf(dueOn),
    actSignature: signed.signature,
    actVersion: signed.version,
    actLeaf: signed.leaf,
  };
}

/**
 * Asks for more openness than before, on the code typed again: signed by its act key, shown on the return page for seven
 * days, cancellable in them, and in effect only after (SECURITY.md §3). Refuses any other code, and whatever would let an
 * organisation be known.
 */
export async function askLooser(
  visit: Visit,
  nonce: Uint8Array,
  { code, ...wish }: LooseningWish & { code: string },
): Promise<Result> {
  const { tolerance } = visit.submission;
  const decided = decideLoosening(wish, { ...visit, tolerance, waiting: visit.loosenings }, dayOf(now()));
  if (!decided.ok) return decided;
  const key = actKeyFor(visit, code);
  if (!key) return refuse('visit.code_differs');
  const signed = await signAct(visit, key, wish);
  const row = rowOf(visit, wish, signed, decided.value.dueOn);
  const payload = {
    act: wish.act,
    scope: wish.scope,
    due: decided.value.dueOn,
    act_signature: Buffer.from(signed.signature).toString('hex'),
    act_version: signed.version,
    act_leaf: signed.leaf,
  };
  await recordForm(visit, nonce, [born('loosening.asked', row.id, payload)], async (tx) => {
    await tx.loosening.createMany({ data: [row] });
  });
  return done();
}

/** Takes a wish back before it is in effect: by ticket, since it only makes less known. */
export async function cancelLoosening(visit: Visit, nonce: Uint8Array, id: string): Promise<Result> {
  const waiting = visit.loosenings.find((one) => one.id === id);
  if (!waiting) return refuse('visit.not_yours');
  await recordForm(visit, nonce, [next('loosening.cancelled', waiting)], (tx) =>
    setLoosening(tx, waiting, 'cancelled'),
  );
  return done();
}

interface Effect {
  facts: readonly Fact[];
  write(tx: Tx): Promise<void>;
}

function consentEffect({ submission, consents }: Visit, use: string): Effect | null {
  const before = consents.find((one) => one.use === use);
  if (!before || before.given) return null;
  const { id: submissionId, missionId, version } = submission;
  const { textVersion, language, sequence } = before;
  const row = { id: randomUUID(), missionId, submissionId, use, textVersion, language, sequence: sequence + 1 };
  return {
    facts: [next('submission.consent_changed', submission, { use, given: true })],
    async write(tx) {
      await tx.consent.createMany({ data: [{ ...row, given: true, day: dateOf(dayOf(now())) }] });
      const where = { id: submissionId, version, state: 'received' };
      expectOne(await tx.submission.updateMany({ where, data: { version: { increment: 1 } } }));
    },
  };
}

function toleranceEffect({ submission }: Visit, to: string): Effect {
  const { id, version, tolerance: from } = submission;
  return {
    facts: [next('submission.loosened', submission, { from, to })],
    async write(tx) {
      const data = { tolerance: to as Tolerance, version: { increment: 1 } };
      expectOne(await tx.submission.updateMany({ where: { id, version, state: 'received' }, data }));
    },
  };
}

function acceptEffect({ flags }: Visit, id: string): Effect | null {
  const flag = flags.find((one) => one.id === id);
  if (!flag || !FLAG_WORKFLOW.accept.from.includes(flag.state)) return null;
  return {
    facts: [next(FLAG_FACTS.accept, flag)],
    async write(tx) {
      const data = { state: FLAG_WORKFLOW.accept.to, raisedHour: null, version: { increment: 1 } };
      const where = { id, version: flag.version, state: flag.state };
      expectOne(await tx.riskFlag.updateMany({ where, data }));
    },
  };
}

/** What a ripe wish does now; null where it has become void, as when the flag was resolved meanwhile. */
function effectOf(visit: Visit, { act, scope }: VisitedLoosening): Effect | null {
  const { tolerance } = visit.submission;
  if (!decideLoosening({ act, scope }, { ...visit, tolerance, waiting: [] }, dayOf(now())).ok) return null;
  if (act === 'tolerance') return toleranceEffect(visit, scope);
  return act === 'consent' ? consentEffect(visit, scope) : acceptEffect(visit, scope);
}

async function applyOne(visit: Visit, waiting: VisitedLoosening): Promise<boolean> {
  const effect = effectOf(visit, waiting);
  const type = effect ? 'loosening.applied' : 'loosening.cancelled';
  const facts: Facts = [next(type, waiting), ...(effect?.facts ?? [])];
  await recordVisit(visit, facts, async (tx) => {
    await setLoosening(tx, waiting, effect ? 'applied' : 'cancelled');
    await effect?.write(tx);
  });
  return effect !== null;
}

/** Puts into effect what has waited its days, for the daily job. Gives how many took effect; repeating does no harm. */
export async function applyLoosenings(): Promise<number> {
  const today = dayOf(now());
  let applied = 0;
  for (const mission of await missionIds()) {
    for (const submission of await submissionsWithRipe(mission, today)) {
      const { loosenings } = await loadVisit(mission, submission);
      for (const { id } of loosenings.filter((one) => isRipe(one, today))) {
        // Each may have changed the submission: the next is decided on what is there then.
        const visit = await loadVisit(mission, submission);
        const waiting = visit.loosenings.find((one) => one.id === id);
        if (waiting && (await applyOne(visit, waiting))) applied += 1;
      }
    }
  }
  return applied;
}

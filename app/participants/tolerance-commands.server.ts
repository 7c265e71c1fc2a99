import { randomUUID } from 'node:crypto';
import { dateOf, dayOf, hourIndex } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next } from '~/record/fact';
import { expectOne } from '~/record/record-change.server';
import type { ConsentUse } from './consent';
import { setLoosening } from './loosen-commands.server';
import { isVoidedBy, type LooseningAct } from './loosening';
import { tellTightened } from './protection-followers.server';
import { setsApart, type FlagKind, type FlagLevel } from './risk-flag';
import type { Tolerance } from './submission';
import { keepsOrgType, takeBack, tighten } from './tolerance';
import type { Visit } from './visit';
import { recordForm, type Facts } from './visit-record.server';

/** The wishes for more openness that an act of tightening takes back; all of them where it names none. */
function voidedBy({ loosenings }: Visit, tightened?: { act: LooseningAct; scope?: string }) {
  const voided = loosenings.filter((one) => !tightened || isVoidedBy(one, tightened));
  return {
    facts: voided.map((one) => next('loosening.cancelled', one)),
    async write(tx: Tx) {
      for (const one of voided) await setLoosening(tx, one, 'cancelled');
    },
  };
}

/** Less exposure, at once. Refuses the same and a looser tolerance. */
export async function tightenTolerance(visit: Visit, nonce: Uint8Array, to: Tolerance): Promise<Result> {
  const { id, version, tolerance: from } = visit.submission;
  const decided = tighten(from, to);
  if (!decided.ok) return decided;
  const voided = voidedBy(visit, { act: 'tolerance' });
  const facts: Facts = [next('submission.tightened', visit.submission, { from, to }), ...voided.facts];
  await recordForm(visit, nonce, facts, async (tx) => {
    const data = { tolerance: to, version: { increment: 1 }, ...(!keepsOrgType(to) && { orgType: null }) };
    expectOne(await tx.submission.updateMany({ where: { id, version, state: 'received' }, data }));
    await voided.write(tx);
  });
  await tellTightened(visit.submission);
  return done();
}

/** Takes one consent back, at once; the row that gave it stays as it was. Refuses reading: that is withdrawing. */
export async function takeConsentBack(visit: Visit, nonce: Uint8Array, use: ConsentUse): Promise<Result> {
  const decided = takeBack(visit.consents, use);
  if (!decided.ok) return decided;
  const { id, missionId, version } = visit.submission;
  const { textVersion, language, sequence } = decided.value;
  const given = { given: false, sequence: sequence + 1, day: dateOf(dayOf(now())) };
  const row = { id: randomUUID(), missionId, submissionId: id, use, textVersion, language, ...given };
  const voided = voidedBy(visit, { act: 'consent', scope: use });
  const facts: Facts = [next('submission.consent_changed', visit.submission, { use, given: false }), ...voided.facts];
  await recordForm(visit, nonce, facts, async (tx) => {
    await tx.consent.createMany({ data: [row] });
    const where = { id, version, state: 'received' };
    expectOne(await tx.submission.updateMany({ where, data: { version: { increment: 1 } } }));
    await voided.write(tx);
  });
  await tellTightened(visit.submission);
  return done();
}

/**
 * A danger that the sender raises, as part of an act of theirs: its facts and its writes. Its clock runs from this hour
 * (GUIDELINES, Risk flag). A severe one, and a complaint about staff, sets the items apart at once; whatever was wished to
 * be more open waits no longer. Whoever writes it tells the followers (`tellTightened`).
 */
export function dangerRaised(visit: Visit, { kind, level }: { kind: FlagKind; level: FlagLevel }) {
  const { id: submissionId, missionId } = visit.submission;
  const apart = setsApart({ kind, level })
    ? visit.items.filter((item) => !item.sensitive && item.state !== 'withdrawn')
    : [];
  const id = randomUUID();
  const voided = voidedBy(visit);
  const facts: Facts = [
    born('risk_flag.raised', id, { kind, level }),
    ...apart.map((item) => next('item.marked_sensitive', item)),
    ...voided.facts,
  ];
  const raised = { raisedBy: 'participant', raisedHour: hourIndex(now()) };
  return {
    facts,
    async write(tx: Tx) {
      await tx.riskFlag.createMany({ data: [{ id, missionId, submissionId, kind, level, ...raised }] });
      for (const item of apart) {
        const where = { id: item.id, version: item.version };
        expectOne(await tx.item.updateMany({ where, data: { sensitive: true, version: { increment: 1 } } }));
      }
      await voided.write(tx);
    },
  };
}

/** Raises a danger. It blocks nobody else. */
export async function raiseFlag(
  visit: Visit,
  nonce: Uint8Array,
  danger: { kind: FlagKind; level: FlagLevel },
): Promise<Result> {
  const raised = dangerRaised(visit, danger);
  await recordForm(visit, nonce, raised.facts, raised.write);
  await tellTightened(visit.submission);
  return done();
}

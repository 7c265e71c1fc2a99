import { v7 } from 'uuid';
import type { Staff } from '~/auth/staff.server';
import type { Prisma } from '~/generated/prisma/client';
import { dateOf, dayOf, type Day } from '~/platform/day';
import { readIn, type Db, type Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now, runtime } from '~/platform/runtime.server';
import { readForDesk } from '~/auth/desk-reading.server';
import type { Actor } from '~/record/fact';
import { next, type Fact, type FactPayload } from '~/record/fact';
import { expectOne, recordChange, StaleChange } from '~/record/record-change.server';
import { consentVersion } from '~/rounds/consent-texts';
import {
  GATED_EVENTS,
  isExtendable,
  REASON_KINDS,
  ROUND_FACTS,
  ROUND_WORKFLOW,
  type GatedEvent,
  type Round,
  type RoundEvent,
  type RoundState,
} from '~/rounds/round';
import { ROUND_GATES, unmetGates } from '~/rounds/round-gates';
import type { RoundExtension } from '~/rounds/round-input';
import { roundById } from '~/rounds/round-store.server';
import { saveLanguages, saveRound } from '~/rounds/round-writes.server';
import { loadSnapshot, type LoadedRound } from '~/rounds/snapshot-store.server';
import { planRoundKey, type KeyPlan } from '~/vault/round-key-plan.server';
import { step } from '~/workflow/workflow';

export interface MoveInput {
  /** Names of gates that do not hold, judged by higher floors; those of this floor are judged here. */
  unmet: readonly string[];
  /** Kept for a pause and a cancellation, which are refused without. */
  reason?: string;
}

const isGated = (event: RoundEvent): event is GatedEvent => (GATED_EVENTS as readonly string[]).includes(event);

interface Move {
  round: Round;
  loaded: LoadedRound;
  event: RoundEvent;
  to: RoundState;
  reason: string | null;
  by: string;
  today: Day;
}

/** What an event changes beside the state. */
function changesOf({ event, round, loaded, by, today }: Move): Prisma.RoundUpdateManyMutationInput {
  if (event === 'approve') return { approvedBy: by };
  if (event === 'return' || event === 'resume') return { approvedBy: null };
  if (event === 'close') return { closedOn: dateOf(today) };
  if (event === 'publish') return { publishedOn: dateOf(today) };
  if (event !== 'open' || round.openedOn) return {};
  const retention = loaded.snapshot.missionRetention;
  return {
    openedOn: dateOf(today),
    retention,
    retentionAuthority: loaded.mission.retentionAuthority,
    consentVersion: consentVersion(retention),
  };
}

function payloadOf({ event, round, loaded }: Move): FactPayload {
  const { size, languages, missionRetention } = loaded.snapshot;
  if (event === 'approve') return { size };
  if (event !== 'open') return {};
  const shown = languages.filter((row) => round.languages.includes(row.language));
  // The hashes let an auditor see that what was shown is what was reviewed (G07).
  return {
    size,
    retention: round.retention ?? missionRetention,
    texts: shown.map((row) => `${row.language} ${row.textHash}`),
  };
}

async function writeMove(tx: Tx, move: Move): Promise<void> {
  const { round, event, to, reason, by, today } = move;
  await saveRound(tx, round, { ...changesOf(move), state: to });
  if (event === 'open') {
    const shown = move.loaded.snapshot.languages.filter((row) => round.languages.includes(row.language));
    await saveLanguages(
      tx,
      round,
      shown.map((row) => ({ ...row, state: 'published' as const })),
    );
  }
  const kind = REASON_KINDS[event];
  if (kind && reason) await keepReason(tx, round, { kind, reason, by, today });
}

function keepReason(tx: Tx, round: Round, kept: { kind: string; reason: string; by: string; today: Day }) {
  return tx.roundReason.create({
    data: {
      id: v7(),
      missionId: round.missionId,
      roundId: round.id,
      kind: kept.kind,
      reason: kept.reason,
      givenOn: dateOf(kept.today),
      givenBy: kept.by,
    },
    select: { id: true },
  });
}

/** The round's vault key is made with the signature under its risk review; with too few officers there is none. */
async function vaultPlan(
  db: Db,
  { mission, snapshot }: LoadedRound,
  event: RoundEvent,
  today: Day,
): Promise<KeyPlan | null> {
  return event === 'approve' ? planRoundKey(db, mission, snapshot.round.id, today) : null;
}

/**
 * Moves a round by an event of its workflow. The gates of this floor are judged here; the names of unmet gates that
 * higher floors found are handed in, and refuse the act likewise. Refuses what the state or the person's roles do not
 * allow, and a pause or a cancellation without a reason.
 */
export async function moveRound(
  staff: Staff,
  roundId: string,
  event: RoundEvent,
  { unmet, reason }: MoveInput,
): Promise<Result<{ state: RoundState }>> {
  const today = dayOf(now());
  const found = await readForDesk(staff, async (db) => {
    const round = await roundById(db, roundId);
    if (!round) return null;
    const loaded = await loadSnapshot(db, round, staff.accountId, today);
    return { round, loaded, vault: await vaultPlan(db, loaded, event, today) };
  });
  if (!found) return refuse('round.not_found');
  const { round, loaded, vault } = found;
  const own = isGated(event) ? unmetGates(event, loaded.snapshot, ROUND_GATES).map((gate) => gate.name) : [];
  const names = [...own, ...unmet];
  const over = { roundId, programId: round.programId };
  const subject = { ...round, unmet: isGated(event) ? { [event]: names } : {} };
  const stepped = step(ROUND_WORKFLOW, subject, event, (permission) => staff.may(permission, over));
  if (!stepped.ok) return stepped.refusal === 'round.gates_unmet' ? refuse(stepped.refusal, names) : stepped;
  const kept = reason?.trim() ? reason.trim() : null;
  if (REASON_KINDS[event] && !kept) return refuse('round.reason_needed');
  const move: Move = { round, loaded, event, to: stepped.value, reason: kept, by: staff.accountId, today };
  const actor = staff.actor(ROUND_WORKFLOW[event].needs, over);
  const facts: [Fact, ...Fact[]] = [next(ROUND_FACTS[event], round, payloadOf(move)), ...(vault?.facts ?? [])];
  await recordChange(actor, facts, async (tx) => {
    await writeMove(tx, move);
    await vault?.write(tx);
  });
  return done({ state: move.to });
}

/** Moves the closing day on, with a reason that is kept and shown. Never shortens what people were promised. */
export async function extendRound(staff: Staff, roundId: string, extension: RoundExtension): Promise<Result> {
  const round = await readForDesk(staff, (db) => roundById(db, roundId));
  if (!round) return refuse('round.not_found');
  const over = { roundId, programId: round.programId };
  if (!staff.may('round.run', over)) return refuse('workflow.not_allowed');
  if (!isExtendable(round)) return refuse('workflow.not_from_here');
  const { closesOn, answerBy, reason } = extension;
  const today = dayOf(now());
  if (closesOn <= round.closesOn || closesOn < today) return refuse('round.not_an_extension');
  if (answerBy < closesOn) return refuse('round.answer_before_closing');
  const fact = next('round.extended', round, { from: round.closesOn, to: closesOn });
  await recordChange(staff.actor('round.run', over), [fact], async (tx) => {
    await saveRound(tx, round, { closesOn: dateOf(closesOn), answerBy: dateOf(answerBy) });
    await keepReason(tx, round, { kind: 'extension', reason, by: staff.accountId, today });
  });
  return done();
}

/**
 * Closes the open rounds whose last day is over; for the daily job, acting as `system`. A round that somebody changes at
 * the same moment is left to the next run. Gives how many were closed.
 */
export async function closeDueRounds(today: Day): Promise<number> {
  const due = await readIn(runtime().databases.prisma.site, {}, (db) =>
    db.round.findMany({
      where: { state: 'open', closesOn: { lt: dateOf(today) } },
      select: { id: true, missionId: true, version: true },
    }),
  );
  let closed = 0;
  for (const round of due) {
    const actor: Actor = { role: 'system', accountId: null, missionId: round.missionId };
    try {
      await recordChange(actor, [next('round.closed', round, { due: true })], (tx) =>
        tx.round
          .updateMany({
            where: { id: round.id, version: round.version, state: 'open' },
            data: { state: 'closed', closedOn: dateOf(today), version: { increment: 1 } },
          })
          .then(expectOne),
      );
      closed += 1;
    } catch (error) {
      if (!(error instanceof StaleChange)) throw error;
    }
  }
  return closed;
}

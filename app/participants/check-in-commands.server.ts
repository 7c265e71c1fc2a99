import { randomUUID } from 'node:crypto';
import { dateOf, dayOf, hourIndex } from '~/platform/day';
import type { Tx } from '~/platform/db.server';
import { done, refuse, type Result } from '~/platform/result';
import { now } from '~/platform/runtime.server';
import { born, next, type Fact } from '~/record/fact';
import { addKeySlots, sealForDesk } from '~/record/key-slots.server';
import { expectOne } from '~/record/record-change.server';
import { signAct } from './act-signature.server';
import { decideCheckIn, saysSomethingHappened, type CheckInAnswer } from './check-in';
import { tellTightened } from './protection-followers.server';
import type { StepKind, VisitedReprisal } from './reprisal';
import { gravest, type FlagLevel } from './risk-flag';
import { dangerRaised } from './tolerance-commands.server';
import type { Visit } from './visit';
import { actKeyFor } from './visit-entry.server';
import { recordForm } from './visit-record.server';

/** Part of an act: the facts that it files, and what it writes. */
interface Part {
  facts: readonly Fact[];
  write(tx: Tx): Promise<void>;
}

export interface CheckInForm {
  answer: CheckInAnswer;
  level: FlagLevel;
  /** May be empty: who must not write still reports. */
  text: string;
  /** Also treat what was sent as in danger. */
  protect?: 'yes' | undefined;
}

const today = () => dateOf(dayOf(now()));

function checkInPart({ submission, checkIn }: Visit, answer: CheckInAnswer): Part {
  const { id: submissionId, missionId } = submission;
  if (!checkIn) {
    const id = randomUUID();
    return {
      facts: [born('check_in.answered', id, { answer })],
      write: async (tx) => void (await tx.checkIn.createMany({ data: [{ id, missionId, submissionId, answer, day: today() }] })), // prettier-ignore
    };
  }
  if (checkIn.answer === answer) return { facts: [], write: async () => undefined };
  return {
    facts: [next('check_in.changed', checkIn, { answer })],
    async write(tx) {
      const where = { id: checkIn.id, version: checkIn.version };
      expectOne(await tx.checkIn.updateMany({ where, data: { answer, day: today(), version: { increment: 1 } } }));
    },
  };
}

/** A case as an act leaves it. */
interface MadeCase {
  id: string;
  version: number;
}
const after = ({ id, version }: VisitedReprisal): MadeCase => ({ id, version: version + 1 });

/** A step of the sender's, with its words sealed to the desk where there are any. */
async function stepPart(missionId: string, { id: caseId, version }: MadeCase, event: StepKind, text = '') {
  const id = randomUUID();
  const sealed = text === '' ? null : await sealForDesk({ table: 'reprisal_step', record: id, field: 'body' }, text);
  return async (tx: Tx) => {
    const row = { id, missionId, caseId, caseVersion: version, event, body: sealed?.body ?? null, madeOn: today() };
    await tx.reprisalStep.createMany({ data: [row] });
    if (sealed) await addKeySlots(tx, [sealed.slot]);
  };
}

async function newCase({ submission }: Visit, { level, text }: CheckInForm): Promise<Part> {
  const { id: submissionId, missionId } = submission;
  const id = randomUUID();
  const writeStep = await stepPart(missionId, { id, version: 1 }, 'report', text);
  return {
    facts: [born('reprisal_case.reported', id, { level })],
    async write(tx) {
      await tx.reprisalCase.createMany({ data: [{ id, missionId, submissionId, level, reportedHour: hourIndex(now()) }] }); // prettier-ignore
      await writeStep(tx);
    },
  };
}

function saveCase(tx: Tx, seen: Pick<VisitedReprisal, 'id' | 'version' | 'state'>, change: Record<string, unknown>) {
  const where = { id: seen.id, version: seen.version, state: seen.state };
  return tx.reprisalCase.updateMany({ where, data: { ...change, version: { increment: 1 } } }).then(expectOne);
}

/** More about what is open already; it can only get graver. */
async function moreOf({ submission }: Visit, open: VisitedReprisal, { level: told, text }: CheckInForm): Promise<Part> {
  const level = gravest([open.level, told]);
  const writeStep = await stepPart(submission.missionId, after(open), 'add', text);
  return {
    facts: [next('reprisal_case.added', open, { level })],
    async write(tx) {
      await saveCase(tx, open, { level });
      await writeStep(tx);
    },
  };
}

/**
 * Answers the check-in after a round (G04). Where something happened, a case is opened straight at the protection officers,
 * or added to the open one; its clock runs from this hour. Nothing of it is seen at the desk, unless the sender asks to have
 * what they sent treated as in danger too. Refuses while the round runs, and an answer that takes one back.
 */
export async function checkIn(visit: Visit, nonce: Uint8Array, form: CheckInForm): Promise<Result> {
  const before = visit.checkIn?.answer ?? null;
  const decided = decideCheckIn({ roundState: visit.round?.state, before }, form.answer);
  if (!decided.ok) return decided;
  const parts: Part[] = [checkInPart(visit, decided.value)];
  const happened = saysSomethingHappened(form.answer);
  if (happened) parts.push(await (visit.reprisal ? moreOf(visit, visit.reprisal, form) : newCase(visit, form)));
  const protects = happened && form.protect === 'yes';
  if (protects) parts.push(dangerRaised(visit, { kind: 'reprisal', level: form.level }));
  const [first, ...facts] = parts.flatMap((part) => part.facts);
  if (!first) return refuse('visit.already');
  await recordForm(visit, nonce, [first, ...facts], async (tx) => {
    for (const part of parts) await part.write(tx);
  });
  if (protects) await tellTightened(visit.submission);
  return done();
}

/**
 * Lets officers speak to others about what happened, on the code typed again and signed by its act key. In effect at once:
 * they act only after a safe contact, and help that waits a week is none. Refuses any other code.
 */
export async function allowAdvocacy(visit: Visit, nonce: Uint8Array, code: string): Promise<Result> {
  const { reprisal, submission } = visit;
  if (!reprisal) return refuse('check_in.no_case');
  if (reprisal.advocacy) return refuse('visit.already');
  const key = actKeyFor(visit, code);
  if (!key) return refuse('visit.code_differs');
  const signed = await signAct(visit, key, { act: 'consent', scope: `advocacy ${reprisal.id}` });
  const payload = {
    act_signature: Buffer.from(signed.signature).toString('hex'),
    act_version: signed.version,
    act_leaf: signed.leaf,
  };
  const writeStep = await stepPart(submission.missionId, after(reprisal), 'allow');
  await recordForm(visit, nonce, [next('reprisal_case.advocacy_allowed', reprisal, payload)], async (tx) => {
    const act = { actSignature: signed.signature, actVersion: signed.version, actLeaf: signed.leaf };
    await saveCase(tx, reprisal, { advocacy: true, ...act });
    await writeStep(tx);
  });
  return done();
}

/** Takes that back, at once and by ticket: whoever speaks for the sender stops. */
export async function disallowAdvocacy(visit: Visit, nonce: Uint8Array): Promise<Result> {
  const { reprisal, submission } = visit;
  if (!reprisal) return refuse('check_in.no_case');
  if (!reprisal.advocacy) return refuse('visit.already');
  const state = reprisal.state === 'advocacy' ? 'support_plan' : reprisal.state;
  const writeStep = await stepPart(submission.missionId, after(reprisal), 'disallow');
  await recordForm(visit, nonce, [next('reprisal_case.advocacy_taken_back', reprisal)], async (tx) => {
    await saveCase(tx, reprisal, { advocacy: false, state });
    await writeStep(tx);
  });
  return done();
}

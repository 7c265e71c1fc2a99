import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';
import type { SubmissionWish } from '../support/submissions';
import { aSubmission } from '../support/submissions';
import { anOpenRound, type OpenRound } from '../support/rounds';
import { aMission } from '../support/people';
import { enterByCode } from '~/participants/visit-entry.server';
import type { Visit } from '~/participants/visit';
import { dateOf, dayOf } from '~/platform/day';
import { readIn, type Tx } from '~/platform/db.server';
import { now, runtime } from '~/platform/runtime.server';
import { born, next, type Fact } from '~/record/fact';
import { addKeySlots, sealForDesk, sealForVisit } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';

export interface Scene {
  mission: { id: string };
  round: OpenRound;
}

export async function aScene(): Promise<Scene> {
  const mission = await aMission();
  return { mission, round: await anOpenRound(mission) };
}

const today = () => dateOf(dayOf(now()));

export function byDesk<T>({ mission, round }: Scene, facts: readonly [Fact, ...Fact[]], work: (tx: Tx) => Promise<T>) {
  const actor = { role: 'consultation_officer', accountId: round.officer.accountId, missionId: mission.id };
  return recordChange(actor, facts, work);
}

export const WORDS = {
  understood: 'You ask that patrols stay away from the market at night.',
  asked: 'Which market do you mean?',
  answer: 'Patrols no longer enter the market after dark.',
  note: 'Called the office of the governor about this one.',
};

export interface Answered {
  id: string;
  code: string;
  items: string[];
  /** Rows of this submission, of whichever table: nobody else may see one. */
  ids: string[];
  understanding: string;
}

async function setItem(scene: Scene, item: string, state: string, fact: Fact['type']) {
  const { version } = await deskItem(scene, item);
  await byDesk(scene, [next(fact, { id: item, version })], (tx) =>
    tx.item.update({
      where: { id: item },
      data: { state, stateSince: today(), version: { increment: 1 } },
      select: { id: true },
    }),
  );
}

export function deskItem({ mission }: Scene, id: string) {
  return readIn(runtime().databases.prisma.desk, { mission: mission.id }, (db) =>
    db.item.findUniqueOrThrow({
      where: { id },
      select: { state: true, version: true, sensitive: true, choices: true },
    }),
  );
}

/** The decision of the scene, signed, with a change and a commitment. */
export async function aDecision(scene: Scene): Promise<string> {
  const { mission, round } = scene;
  const [id, change, commitment] = [v7(), v7(), v7()];
  const element = await readIn(runtime().databases.prisma.desk, { mission: mission.id }, (db) =>
    db.programElement.findFirstOrThrow({ where: { programId: round.programId }, select: { id: true } }),
  );
  await byDesk(scene, [born('decision.drafted', id)], async (tx) => {
    const common = { missionId: mission.id, decisionId: id };
    await tx.decision.create({
      data: {
        id,
        missionId: mission.id,
        programId: round.programId,
        roundId: round.id,
        number: 1 + Math.floor(Math.random() * 1e6),
        level: 'mission',
        question: { en: 'May patrols enter markets at night?' },
        outcome: { en: 'They may not.', fr: 'Non.' },
        rationale: { en: 'Traders fear them.' },
        preparedBy: round.officer.accountId,
      },
      select: { id: true },
    });
    await tx.programChange.create({
      data: {
        id: change,
        ...common,
        elementId: element.id,
        before: { en: 'Patrols may be conducted at any hour.' },
        after: { en: 'Patrols may be conducted until dusk.' },
        effectiveOn: today(),
      },
      select: { id: true },
    });
    await tx.commitment.create({
      data: {
        id: commitment,
        ...common,
        text: { en: 'Report each month' },
        ownerOffice: 'Defence office',
        dueOn: today(),
      },
      select: { id: true },
    });
  });
  const signed = { decidedBy: round.chief.accountId, authorityId: round.chief.roles[0]!.id, decidedOn: today() };
  await byDesk(scene, [next('decision.signed', { id, version: 1 })], (tx) =>
    tx.decision.update({ where: { id }, data: { state: 'signed', version: 2, ...signed }, select: { id: true } }),
  );
  return id;
}

/** A submission that was read, understood, asked back and answered: every table that a visit may read has a row of it. */
export async function anAnswered(scene: Scene, wish: SubmissionWish = {}): Promise<Answered> {
  const { mission, round } = scene;
  const sent = await aSubmission(round, { wordsShown: true, consents: ['quote', 'publish'], ...wish });
  const item = sent.items[0]!;
  const [point, line, message, answer, disposition, note] = Array.from({ length: 6 }, () => randomUUID());
  const decisionId = await aDecision(scene);
  const understood = sealForVisit({ table: 'understanding', record: line!, field: 'body' }, WORDS.understood);
  const asked = sealForVisit({ table: 'message', record: message!, field: 'body' }, WORDS.asked);
  const answered = sealForVisit({ table: 'answer', record: answer!, field: 'body' }, WORDS.answer);
  const noted = await sealForDesk({ table: 'staff_note', record: note!, field: 'body' }, WORDS.note);
  const common = { missionId: mission.id };
  const { version } = await deskItem(scene, item);
  const facts: [Fact, ...Fact[]] = [
    next('item.coded', { id: item, version }),
    born('point.marked', point!),
    born('understanding.written', line!),
    born('message.sent', message!),
    born('answer.approved', answer!),
  ];
  const by = round.officer.accountId;
  await byDesk(scene, facts, async (tx) => {
    await tx.item.update({
      where: { id: item },
      data: { state: 'answer_available', stateSince: today(), version: { increment: 1 } },
      select: { id: true },
    });
    await tx.point.createMany({ data: [{ id: point!, ...common, roundId: round.id, itemId: item }] });
    await tx.understanding.createMany({
      data: [{ id: line!, ...common, submissionId: sent.id, pointId: point!, language: 'en', body: understood.body }],
    });
    await tx.message.createMany({
      data: [
        {
          id: message!,
          ...common,
          submissionId: sent.id,
          direction: 'out',
          kind: 'question',
          language: 'en',
          body: asked.body,
          day: today(),
          byAccount: by,
        },
      ],
    });
    await tx.staffNote.createMany({
      data: [{ id: note!, ...common, itemId: item, body: noted.body, byAccount: by, madeOn: today() }],
    });
    await tx.answer.createMany({
      data: [
        {
          id: answer!,
          ...common,
          roundId: round.id,
          itemId: item,
          language: 'en',
          body: answered.body,
          translation: 'original',
          state: 'approved',
          drafter: by,
          approver: round.chief.accountId,
          authorityId: round.chief.roles[0]!.id,
          draftedOn: today(),
          approvedOn: today(),
        },
      ],
    });
    await tx.answerPoint.createMany({
      data: [{ answerId: answer!, pointId: point!, ...common, tickedBy: by, tickedOn: today() }],
    });
    await tx.disposition.createMany({
      data: [
        {
          id: disposition!,
          ...common,
          pointId: point!,
          kind: 'incorporated',
          decisionId,
          byAccount: by,
          madeOn: today(),
        },
      ],
    });
    await addKeySlots(tx, [understood.slot, asked.slot, answered.slot, noted.slot]);
  });
  const ids = [sent.id, ...sent.items, point!, line!, message!, answer!, disposition!, note!, decisionId];
  return { ...sent, ids, understanding: line! };
}

export { setItem };

export async function visitOf({ code }: { code: string }): Promise<Visit> {
  const visit = await enterByCode(code);
  if (!visit) throw new Error('the code leads nowhere');
  return visit;
}

/** One statement as the database's superuser: for what the program itself must not be able to see. */
export async function asSuperuser<Row extends pg.QueryResultRow>(url: string, sql: string, values?: unknown[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askParticipant, markMessageRead } from '~/feedback/message-commands.server';
import { messagesOf, unreadMessages } from '~/feedback/message-store.server';
import { markSensitive } from '~/feedback/sensitive-commands.server';
import { dateOf } from '~/platform/day';
import { readForDesk } from '~/auth/desk-reading.server';
import { born } from '~/record/fact';
import { addKeySlots, sealForDesk } from '~/record/key-slots.server';
import { recordChange } from '~/record/record-change.server';
import { itemAs } from '../support/items';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded, type OpenRound } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aSubmission } from '../support/submissions';

const ALL = { all: true, programs: [], rounds: [] };

let runtime: TestRuntime;
let mission: { id: string };
let round: OpenRound;

beforeAll(async () => {
  runtime = await startTestRuntime();
  mission = await aMission();
  round = await anOpenRound(mission);
});
afterAll(() => runtime.close());

/** A message as the return page leaves it. */
async function received(submissionId: string, itemId: string | null, text: string): Promise<string> {
  const id = randomUUID();
  const { body, slot } = await sealForDesk({ table: 'message', record: id, field: 'body' }, text);
  await recordChange(
    { role: 'participant', accountId: null, missionId: mission.id },
    [born('message.received', id)],
    async (tx) => {
      await tx.message.create({
        data: {
          id,
          missionId: mission.id,
          submissionId,
          itemId,
          direction: 'in',
          kind: 'reply',
          language: 'en',
          body,
          day: dateOf('2026-03-03'),
        },
        select: { id: true },
      });
      await addKeySlots(tx, [slot]);
    },
  );
  return id;
}

const unread = async (staff = round.officer, sensitive = false) =>
  (await readForDesk(staff, (db) => unreadMessages(db, ALL, sensitive, 50))).map(({ id }) => id);

describe('messages', () => {
  it('go out in the language of the answer, sealed for the holder of the code', async () => {
    const { items } = await aSubmission(round, { answerLanguage: 'ar' });
    const item = await itemAs(round.officer, items[0]!);
    succeeded(await askParticipant(round.officer, item.id, 'في أي شهر؟'));
    const [message] = await readForDesk(round.officer, (db) => messagesOf(db, item, false));
    expect([message!.direction, message!.kind, message!.language, message!.text]).toEqual([
      'out',
      'question',
      'ar',
      'في أي شهر؟',
    ]);
  });

  it('are not written where nobody can come back to read them', async () => {
    const { items } = await aSubmission(round, { codeDeclined: true });
    expect(await askParticipant(round.officer, items[0]!, 'When?')).toEqual({
      ok: false,
      refusal: 'message.nobody_returns',
    });
  });

  it('wait unread until somebody who answers has read them', async () => {
    const { id, items } = await aSubmission(round);
    const message = await received(id, items[0]!, 'In May.');
    expect(await unread()).toContain(message);
    const manager = await someone(mission, 'program_manager');
    expect(await markMessageRead(manager, items[0]!, message)).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
    expect(await markMessageRead(round.officer, items[0]!, randomUUID())).toEqual({
      ok: false,
      refusal: 'message.not_found',
    });
    succeeded(await markMessageRead(round.officer, items[0]!, message));
    succeeded(await markMessageRead(round.officer, items[0]!, message));
    expect(await unread()).not.toContain(message);
  });

  it('about what is set apart are left to the protection officer; others are not lost', async () => {
    const { id, items } = await aSubmission(round);
    const apart = await received(id, items[0]!, 'About the first.');
    const general = await received(id, null, 'About something.');
    const other = await received(id, items[1]!, 'About the second.');
    await markSensitive(round.officer, items[0]!, { kind: 'reprisal', level: 'high' });
    expect((await unread()).filter((one) => [apart, general, other].includes(one))).toEqual([other]);
    const officer = await someone(mission, 'protection_officer');
    expect((await unread(officer, true)).filter((one) => [apart, general, other].includes(one)).sort()).toEqual(
      [apart, general, other].sort(),
    );
    const second = await itemAs(round.officer, items[1]!);
    const seen = await readForDesk(round.officer, (db) => messagesOf(db, second, false));
    expect(seen.map((one) => one.id)).toEqual([other]);
  });
});

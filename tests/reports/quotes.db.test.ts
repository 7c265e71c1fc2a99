import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followWithdrawals } from '~/after-withdrawal.server';
import { moveFlag } from '~/feedback/flag-commands.server';
import { searchItems } from '~/feedback/search.server';
import { act } from '~/participants/visit-acts.server';
import type { ActInput } from '~/participants/visit-acts.server';
import { readIn } from '~/platform/db.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { preparePublication, publishRound } from '~/reports/publication-commands.server';
import { publishedReport } from '~/reports/publication-store.server';
import { chooseQuote, dropQuote } from '~/reports/quote-commands.server';
import { quotesOf } from '~/reports/quote-store.server';
import { roundsToRebuild } from '~/reports/rebuild-commands.server';
import { asSuperuser, visitOf } from '../participants/visit-scene';
import { someone } from '../support/people';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aRespondedRound, PREPARED, WORDS, type Story, type Told } from './story';

let runtime: TestRuntime;
let story: Story;
beforeAll(async () => {
  runtime = await startTestRuntime();
  await followWithdrawals();
  story = await aRespondedRound(5, 1, { consents: ['quote', 'publish'] });
});
afterAll(() => runtime.close());

const quoted = async () => {
  const found = await readIn(runtime.databases.prisma.site, {}, (db) => publishedReport(db, story.round.slug));
  return { edition: found!.edition, quotes: (found!.report.quotes ?? []).map(({ text }) => text) };
};
const byCode = async (told: Told, input: ActInput) => succeeded(await act(await visitOf(told), input, randomBytes(32)));

describe('quoting', () => {
  it('chooses a passage that its sender allows, once, and takes it out again', async () => {
    const { officer } = story.round;
    const [one] = story.takenUp;
    succeeded(await chooseQuote(officer, one!.point));
    expect(await chooseQuote(officer, one!.point)).toEqual({ ok: false, refusal: 'quote.already_chosen' });
    const [chosen] = await readForDesk(officer, (db) => quotesOf(db, story.round.id));
    expect(chosen).toMatchObject({ pointId: one!.point, text: WORDS });
    succeeded(await dropQuote(officer, chosen!.id));
    expect(await readForDesk(officer, (db) => quotesOf(db, story.round.id))).toEqual([]);
    expect(await dropQuote(officer, chosen!.id)).toEqual({ ok: false, refusal: 'quote.not_found' });
    const manager = await someone(story.mission, 'program_manager');
    expect(await chooseQuote(manager, one!.point)).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
  });

  it('is published, and asked about anew when a sender takes it back, tightens, or tells of a danger', async () => {
    const { round, takenUp } = story;
    for (const { point } of takenUp.slice(0, 4)) succeeded(await chooseQuote(round.officer, point));
    succeeded(await preparePublication(round.officer, round.id, PREPARED));
    succeeded(await publishRound(round.chief, round.id));
    expect(await quoted()).toEqual({ edition: 1, quotes: Array.from({ length: 4 }, () => WORDS) });
    await byCode(takenUp[0]!, { intent: 'take_back', use: 'quote' });
    expect(await quoted()).toMatchObject({ edition: 2, quotes: { length: 3 } });
    await byCode(takenUp[1]!, { intent: 'tighten', tolerance: 'none' });
    expect(await quoted()).toMatchObject({ edition: 3, quotes: { length: 2 } });
    await byCode(takenUp[2]!, { intent: 'flag', kind: 'reprisal', level: 'high' });
    expect(await quoted()).toMatchObject({ edition: 4, quotes: { length: 1 } });
    await byCode(takenUp[3]!, { intent: 'flag', kind: 'staff_conduct', level: 'low' });
    expect(await quoted()).toMatchObject({ edition: 5, quotes: [] });
    expect(await roundsToRebuild()).toContain(round.id);
  });

  it('is refused with its reasons where a danger is open, and each refusal is kept', async () => {
    const { round, takenUp } = story;
    const [, , high] = takenUp;
    const [before] = await readForDesk(round.officer, (db) => quotesOf(db, round.id)).then((all) =>
      all.filter(({ pointId }) => pointId === high!.point),
    );
    succeeded(await dropQuote(round.officer, before!.id));
    expect(await chooseQuote(round.officer, high!.point)).toEqual({
      ok: false,
      refusal: 'quote.not_allowed',
      details: ['level'],
    });
    const kept = await asSuperuser(
      runtime.databaseUrl,
      `select verdict, level, reasons from app.use_check where item_id = $1 and use = 'quote' and level = 'high'`,
      [high!.item],
    );
    expect(kept).toEqual([{ verdict: false, level: 'high', reasons: ['level'] }]);
  });

  it('leaves the search together with the danger, and comes back when it is settled', async () => {
    const { round, mission, takenUp } = story;
    const [, , high] = takenUp;
    const found = async () =>
      (await searchItems(round.officer, mission.id, [round.id], 'midnight')).rows.map(({ id }) => id);
    expect(await found()).not.toContain(high!.item);
    expect(await found()).toContain(takenUp[4]!.item);
    const protection = await someone(mission, 'protection_officer');
    const [flag] = await asSuperuser<{ id: string }>(
      runtime.databaseUrl,
      `select id from app.risk_flag where submission_id = $1`,
      [high!.submission],
    );
    succeeded(await moveFlag(protection, flag!.id, { event: 'triage', reason: 'Read' }));
    succeeded(await moveFlag(protection, flag!.id, { event: 'resolve', reason: 'Over' }));
    expect(await found()).toContain(high!.item);
  });

  it('is nothing of a round that a severe danger stops', async () => {
    const { round, mission, takenUp } = story;
    await byCode(takenUp[4]!, { intent: 'flag', kind: 'detention', level: 'severe' });
    const [flag] = await asSuperuser<{ id: string }>(
      runtime.databaseUrl,
      `select id from app.risk_flag where submission_id = $1`,
      [takenUp[4]!.submission],
    );
    succeeded(await preparePublication(round.officer, round.id, PREPARED));
    const protection = await someone(mission, 'protection_officer');
    succeeded(await moveFlag(protection, flag!.id, { event: 'triage', reason: 'Arrests', reach: 'round' }));
    expect(await publishRound(round.chief, round.id)).toMatchObject({ refusal: 'publication.severe_flag' });
  });
});

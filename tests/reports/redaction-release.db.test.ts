import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followWithdrawals, rebuildPublications } from '~/after-withdrawal.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { MASK } from '~/feedback/mask';
import { liftMask, maskPassage } from '~/feedback/redaction-commands.server';
import { wordPieces } from '~/feedback/word-pieces';
import { readIn } from '~/platform/db.server';
import { preparePublication, publishRound } from '~/reports/publication-commands.server';
import { publishedReport } from '~/reports/publication-store.server';
import { chooseQuote } from '~/reports/quote-commands.server';
import { isItemQuoted, quotesOf } from '~/reports/quote-store.server';
import { releaseRedactions } from '~/reports/rebuild-commands.server';
import { itemAs } from '../support/items';
import { succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aRespondedRound, PREPARED, WORDS, type Story } from './story';

let runtime: TestRuntime;
let story: Story;
beforeAll(async () => {
  runtime = await startTestRuntime();
  await followWithdrawals();
  story = await aRespondedRound(5, 1, { consents: ['quote', 'publish'] });
  const { round, takenUp } = story;
  succeeded(await chooseQuote(round.officer, takenUp[0]!.point));
  succeeded(await chooseQuote(round.officer, takenUp[1]!.point));
  succeeded(await preparePublication(round.officer, round.id, PREPARED));
  succeeded(await publishRound(round.chief, round.id));
});
afterAll(() => runtime.close());

const MASKED = WORDS.replace('midnight', MASK);

const published = async () => {
  const found = await readIn(runtime.databases.prisma.site, {}, (db) => publishedReport(db, story.round.slug));
  return { edition: found!.edition, quotes: (found!.report.quotes ?? []).map(({ text }) => text).sort() };
};

async function masked(item: string, atOnce = false): Promise<string> {
  const { officer } = story.round;
  const { version: seen } = await itemAs(officer, item);
  const piece = wordPieces(WORDS, 'en').findIndex(({ text }) => text.trim() === 'midnight');
  const ticks = { seen, pieces: [{ textId: item, piece }], absent: [] };
  return succeeded(await maskPassage(officer, item, { reason: 'detail', ticks, atOnce })).id;
}

describe('a mask over what is published', () => {
  it('reaches it at the hour of the day, not before, and at once where somebody is in danger', async () => {
    const { round, takenUp } = story;
    expect(await published()).toEqual({ edition: 1, quotes: [WORDS, WORDS] });
    await masked(takenUp[0]!.item);
    const chosen = await readForDesk(round.officer, (db) => quotesOf(db, round.id));
    expect(chosen.map(({ text }) => text).sort()).toEqual([WORDS, MASKED].sort());
    await rebuildPublications();
    expect((await published()).edition).toBe(1);
    expect(await releaseRedactions()).toBe(1);
    expect(await published()).toEqual({ edition: 2, quotes: [WORDS, MASKED].sort() });
    expect(await releaseRedactions()).toBe(0);
    await masked(takenUp[1]!.item, true);
    expect(await published()).toEqual({ edition: 3, quotes: [MASKED, MASKED] });
    expect(await readForDesk(round.officer, (db) => isItemQuoted(db, takenUp[1]!.item))).toBe(true);
    expect(await readForDesk(round.officer, (db) => isItemQuoted(db, takenUp[2]!.item))).toBe(false);
  });

  it('goes from it the next day at the earliest, together with all else', async () => {
    const { round, takenUp } = story;
    const mask = await masked(takenUp[0]!.item);
    succeeded(await liftMask(round.officer, takenUp[0]!.item, mask, 'by_mistake'));
    const [first] = await readForDesk(round.officer, (db) =>
      db.redaction.findMany({ where: { itemId: takenUp[0]!.item, state: 'masked' }, select: { id: true } }),
    );
    succeeded(await liftMask(round.officer, takenUp[0]!.item, first!.id, 'by_mistake'));
    expect(await releaseRedactions()).toBe(0);
    expect((await published()).quotes).toEqual([MASKED, MASKED]);
    runtime.clock.addHours(24);
    expect(await releaseRedactions()).toBe(1);
    expect((await published()).quotes).toEqual([WORDS, MASKED].sort());
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterByCode } from '~/participants/visit-entry.server';
import { withdraw } from '~/participants/withdraw-commands.server';
import { readIn } from '~/platform/db.server';
import { readForDesk } from '~/auth/desk-reading.server';
import { preparePublication, publishRound } from '~/reports/publication-commands.server';
import { editionsOf, publishedLines, publishedReport } from '~/reports/publication-store.server';
import { rebuildPublication, roundsToRebuild } from '~/reports/rebuild-commands.server';
import { roundById } from '~/rounds/round-store.server';
import { factsAbout } from '../support/decisions';
import { aMission, someone } from '../support/people';
import { anOpenRound, succeeded } from '../support/rounds';
import { startTestRuntime, type TestRuntime } from '../support/runtime';
import { aRespondedRound, PREPARED, PROOF, type Story } from './story';

let runtime: TestRuntime;
let story: Story;

beforeAll(async () => {
  runtime = await startTestRuntime();
  story = await aRespondedRound(7, 3);
});
afterAll(() => runtime.close());

const onSite = <T>(work: Parameters<typeof readIn<T>>[2]) => readIn(runtime.databases.prisma.site, {}, work);
const seen = (slug = story.round.slug) => onSite((db) => publishedReport(db, slug));
const editions = () => readForDesk(story.round.officer, (db) => editionsOf(db, story.round.id));

describe('publishing a round', () => {
  it('is refused before anything is prepared, without permission, and in a foreign mission', async () => {
    const { round } = story;
    expect(await publishRound(round.chief, round.id)).toEqual({ ok: false, refusal: 'publication.nothing_prepared' });
    expect(await publishRound(round.officer, round.id)).toEqual({ ok: false, refusal: 'workflow.not_allowed' });
    const foreigner = await someone(await aMission(), 'chief_of_mission');
    expect(await publishRound(foreigner, round.id)).toEqual({ ok: false, refusal: 'round.not_found' });
    expect(await preparePublication(foreigner, round.id, PREPARED)).toEqual({ ok: false, refusal: 'round.not_found' });
  });

  it('is prepared only once the round is closed', async () => {
    const open = await anOpenRound(story.mission);
    expect(await preparePublication(open.officer, open.id, PREPARED)).toEqual({
      ok: false,
      refusal: 'publication.round_not_closed',
    });
  });

  it('names the languages without words, and takes two people', async () => {
    const { officer, chief, id } = story.round;
    const lacking = { ...PREPARED, introduction: { en: 'Thank you.' } };
    succeeded(await preparePublication(chief, id, lacking));
    expect(await publishRound(chief, id, { acceptMissing: true })).toMatchObject({
      refusal: 'publication.publisher_wrote_it',
    });
    succeeded(await preparePublication(officer, id, lacking));
    expect(await publishRound(chief, id)).toEqual({
      ok: false,
      refusal: 'publication.languages_missing',
      details: ['fr', 'ar'],
    });
    expect(await seen()).toBeNull();
    succeeded(await preparePublication(officer, id, PREPARED));
  });

  it('freezes what everybody may read, and moves the round in the same act', async () => {
    const { round } = story;
    expect(succeeded(await publishRound(round.chief, round.id))).toEqual({ slug: round.slug, edition: 1 });
    const moved = await readForDesk(round.officer, (db) => roundById(db, round.id));
    expect([moved?.state, moved?.publishedOn]).toEqual(['published', '2026-03-02']);
    expect((await factsAbout(round.officer, round.id)).at(-1)).toBe('round.published');
    const { report, edition } = (await seen())!;
    expect(edition).toBe(1);
    expect(report).toMatchObject({
      inWordsOnly: false,
      missingLanguages: [],
      words: PREPARED,
      figures: {
        submissions: { kind: 'about', value: 10 },
        takenUp: { kind: 'about', value: 5 },
        refused: { kind: 'few' },
        answered: { kind: 'about', value: 10 },
        takenUpShare: null,
      },
      refusals: [{ reason: 'legal_bar', shown: null, proofs: [PROOF] }],
    });
    expect(report.decisions[0]).toMatchObject({ role: 'chief_of_mission', changes: [{ number: '3.2' }] });
    expect(report.flow?.links).toContainEqual({ from: 't0', to: 'not_incorporated', shown: { kind: 'few' } });
    expect(await onSite(publishedLines)).toMatchObject([{ slug: round.slug, publishedOn: '2026-03-02' }]);
  });

  it('tells the public nothing of staff or submissions', async () => {
    const whole = JSON.stringify(await seen());
    const { officer, chief } = story.round;
    for (const secret of [officer.accountId, chief.accountId, story.round.id, story.takenUp[0]!.submission]) {
      expect(whole).not.toContain(secret);
    }
  });

  it('is made anew for a correction; the former edition is kept and no longer shown', async () => {
    const { officer, chief, id } = story.round;
    const corrected = { ...PREPARED, introduction: { ...PREPARED.introduction, en: 'Thank you all.' } };
    succeeded(await preparePublication(officer, id, corrected));
    expect((await seen())?.edition).toBe(1);
    succeeded(await publishRound(chief, id));
    expect((await seen())?.report.words.introduction.en).toBe('Thank you all.');
    expect((await editions()).map(({ edition, state }) => [edition, state])).toEqual([
      [2, 'published'],
      [1, 'superseded'],
    ]);
  });
});

describe('rebuilding', () => {
  it('does nothing where nothing changed, or nothing is published', async () => {
    expect(await rebuildPublication(story.round.id)).toBeNull();
    expect(await rebuildPublication((await anOpenRound(story.mission)).id)).toBeNull();
    expect(await roundsToRebuild()).toEqual([]);
  });

  it('drops what was withdrawn, in a new edition with the same words', async () => {
    runtime.clock.addHours(24);
    for (const { code } of story.takenUp.slice(0, 3)) {
      succeeded(await withdraw((await enterByCode(code))!, code));
    }
    expect(await roundsToRebuild()).toEqual([story.round.id]);
    // Whoever follows withdrawals may have rebuilt it already; at the end it is done exactly as often as needed.
    await rebuildPublication(story.round.id);
    expect(await rebuildPublication(story.round.id)).toBeNull();
    const { report, edition, publishedOn } = (await seen())!;
    expect(edition).toBeGreaterThan(2);
    expect(publishedOn).toBe('2026-03-03');
    expect(report.figures).toMatchObject({ submissions: { kind: 'about', value: 5 }, takenUp: { kind: 'few' } });
    expect(report.words.introduction.en).toBe('Thank you all.');
    const all = await editions();
    expect(all.filter(({ state }) => state === 'published')).toHaveLength(1);
    expect(await factsAbout(story.round.officer, all[0]!.id)).toEqual(['publication.published']);
  });
});

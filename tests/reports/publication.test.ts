import { describe, expect, it } from 'vitest';
import { languagesWithoutWords, publishingRefusal, sameReport, type PublishingCase } from '~/reports/publication';
import { buildReport } from '~/reports/report-building';
import { aMaterial, NO_WORDS } from './material';

const words = {
  introduction: { en: 'Thank you.', fr: 'Merci.', ar: 'شكرًا.' },
  youSaid: { en: 'Patrols frighten you.', fr: 'Les patrouilles vous font peur.', ar: 'الدوريات تخيفكم.' },
};
const ready: PublishingCase = {
  round: { state: 'responded', languages: ['en', 'fr', 'ar'], sourceLanguage: 'en' },
  words,
  wroteIt: false,
  acceptsMissing: false,
  disputing: 0,
  respondedOn: '2026-03-01',
  stopped: false,
  today: '2026-03-05',
};

describe('what stands against publishing', () => {
  it('is nothing when the round is responded and a second person publishes all languages', () => {
    expect(publishingRefusal(ready)).toBeNull();
  });

  it.each([
    ['publication.not_responded', { round: { ...ready.round, state: 'synthesis' as const } }],
    ['publication.words_missing', { words: { ...words, youSaid: { fr: 'x' } } }],
    ['publication.publisher_wrote_it', { wroteIt: true }],
    ['publication.languages_missing', { words: { ...words, introduction: { en: 'Thank you.' } } }],
    ['publication.dispute_open', { disputing: 1 }],
    ['publication.severe_flag', { stopped: true }],
  ])('is %s', (refusal, change) => {
    expect(publishingRefusal({ ...ready, ...change })).toBe(refusal);
  });

  it('is not a language that the chief accepts to do without, nor a dispute after 10 days', () => {
    const lacking = { ...words, introduction: { en: 'Thank you.' } };
    expect(languagesWithoutWords(lacking, ready.round.languages)).toEqual(['fr', 'ar']);
    expect(publishingRefusal({ ...ready, words: lacking, acceptsMissing: true })).toBeNull();
    expect(publishingRefusal({ ...ready, disputing: 3, today: '2026-03-11' })).toBeNull();
  });

  it('is no dispute once something is published: a correction must not wait', () => {
    const round = { ...ready.round, state: 'published' as const };
    expect(publishingRefusal({ ...ready, round, disputing: 3 })).toBeNull();
  });
});

it('sees that two reports say the same, in whatever order a database keeps their parts', () => {
  const report = buildReport(aMaterial(12), NO_WORDS, []);
  const turned = Object.fromEntries(Object.entries(report).reverse()) as unknown as typeof report;
  expect(sameReport(report, turned)).toBe(true);
  expect(sameReport(report, buildReport(aMaterial(18), NO_WORDS, []))).toBe(false);
});

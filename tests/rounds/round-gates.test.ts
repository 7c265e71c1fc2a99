import { describe, expect, test } from 'vitest';
import { peopleStillNeeded, ROUND_GATES, unmetGates, type Gate, type RoundSnapshot } from '~/rounds/round-gates';
import { aSnapshot, CHIEF, OFFICER, reviewedRow, someRound, someTexts } from './made';

const unmet = (event: 'submit' | 'approve' | 'open', more: Partial<RoundSnapshot> = {}) =>
  unmetGates(event, aSnapshot(more), ROUND_GATES).map(({ reason, where }) => [reason, where.page]);

describe('the gates of a round', () => {
  test('all hold for a round that has everything', () => {
    expect([unmet('submit'), unmet('approve'), unmet('open')]).toEqual([[], [], []]);
  });

  test('a round without a question goes nowhere', () => {
    const texts = someTexts([]);
    const languages = [reviewedRow(texts, 'en'), reviewedRow(texts, 'fr')];
    expect(unmet('submit', { texts, languages })).toEqual([['no_question', 'deskRoundQuestions']]);
    expect(unmet('open', { texts, languages })).toEqual([['no_question', 'deskRoundQuestions']]);
  });

  test('words that are missing in a language stop the submission and lead to the language', () => {
    const texts = { ...someTexts(), title: { en: 'Only English' } };
    expect(unmetGates('submit', aSnapshot({ texts }), ROUND_GATES)).toEqual([
      { name: 'texts_written', reason: 'texts_missing', where: { page: 'deskRoundTexts', language: 'fr' } },
    ]);
  });

  test('words not reviewed stop approval and opening, not the submission', () => {
    const texts = someTexts();
    const languages = [reviewedRow(texts, 'en'), { ...reviewedRow(texts, 'fr'), state: 'draft' as const }];
    expect(unmet('submit', { languages })).toEqual([]);
    expect(unmet('approve', { languages })).toEqual([['texts_not_reviewed', 'deskRoundTexts']]);
    expect(unmet('open', { languages })).toEqual([['texts_not_reviewed', 'deskRoundTexts']]);
  });

  test('words changed behind the review do not pass, whatever the row says', () => {
    const before = someTexts();
    const languages = [reviewedRow(before, 'en'), reviewedRow(before, 'fr')];
    const changed = { ...before, title: { ...before.title, fr: 'Autre chose' } };
    expect(unmet('open', { texts: changed, languages })).toEqual([['texts_not_reviewed', 'deskRoundTexts']]);
    const source = { ...before, title: { ...before.title, en: 'Something else' } };
    expect(unmet('open', { texts: source, languages }).length).toBe(1);
  });

  test('who prepared a round does not approve it', () => {
    expect(unmet('approve', { actorId: OFFICER })).toEqual([['approver_prepared_it', 'deskRound']]);
  });

  test('nothing opens unsigned, or signed by who prepared it', () => {
    expect(unmet('open', { round: someRound({ approvedBy: null }) })).toEqual([['not_signed', 'deskRound']]);
    expect(unmet('open', { round: someRound({ approvedBy: OFFICER }) })).toEqual([['not_signed', 'deskRound']]);
  });

  test('nothing opens before the mission has settled what becomes of the words', () => {
    expect(unmet('open', { missionRetention: null })).toEqual([['no_retention', 'adminMission']]);
    expect(unmet('approve', { missionRetention: null })).toEqual([]);
  });

  test('it takes somebody who signs, and somebody else who drafts', () => {
    const crew = { ...aSnapshot().crew, signers: [] };
    expect(unmet('open', { crew })).toEqual([['no_signer', 'admin']]);
    const alone = { ...aSnapshot().crew, signers: [CHIEF], responders: [CHIEF] };
    expect(unmet('open', { crew: alone })).toEqual([['no_responder', 'admin']]);
  });

  test('a round stays open for fourteen days, a listening round as long as it likes, none in the past', () => {
    const until = (closesOn: string) => ({ round: someRound({ closesOn }) });
    expect(unmet('open', until('2026-03-16'))).toEqual([]);
    expect(unmet('open', until('2026-03-15'))).toEqual([['open_too_short', 'deskRound']]);
    expect(unmet('open', { ...until('2026-03-03'), size: 'listening' })).toEqual([]);
    expect(unmet('open', { ...until('2026-03-01'), size: 'listening' })).toEqual([['closing_day_past', 'deskRound']]);
    const reopened = someRound({ closesOn: '2026-03-05', openedOn: '2026-02-10' });
    expect(unmet('open', { round: reopened })).toEqual([]);
  });
});

test('a higher floor judges gates of its own with the same function', () => {
  const gate: Gate<{ points: number }> = {
    name: 'every_point_disposed',
    blocks: ['respond'],
    holds: ({ points }) =>
      points === 0 ? { ok: true } : { ok: false, reason: 'points_open', where: { page: 'deskRound' } },
  };
  expect(unmetGates('respond', { points: 2 }, [gate]).map(({ name }) => name)).toEqual(['every_point_disposed']);
  expect(unmetGates('publish', { points: 2 }, [gate])).toEqual([]);
});

test('the page names whom one still needs', () => {
  const nobody = { signers: [], responders: [], preparers: [], protectionOfficers: [] };
  expect(peopleStillNeeded(nobody)).toEqual(['preparer', 'signer', 'protection_officers']);
  expect(peopleStillNeeded({ ...nobody, signers: [CHIEF], preparers: [CHIEF], responders: [CHIEF] })).toEqual([
    'responder',
    'protection_officers',
  ]);
  expect(peopleStillNeeded({ ...aSnapshot().crew, protectionOfficers: ['a', 'b'] })).toEqual([]);
});

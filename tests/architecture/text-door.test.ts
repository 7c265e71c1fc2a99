import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files';

const files = sourceFiles('app').filter(({ path }) => !path.startsWith('app/generated/'));
const withoutComments = (text: string) => text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
const namesOf = (text: string, name: RegExp) => name.test(withoutComments(text));

/** Whoever opens sealed texts at all, and which: the words of items are opened at the door alone. */
const OPENERS: Readonly<Record<string, string>> = {
  'app/record/key-slots.server.ts': 'the opener itself',
  'app/feedback/text-door.server.ts': 'items and their versions, for one use, by its verdict',
  'app/decisions/answer-store.server.ts': 'our answers',
  'app/feedback/flag-steps-store.server.ts': 'reasons of protection officers',
  'app/feedback/message-store.server.ts': 'messages and notes',
  'app/feedback/point-store.server.ts': 'our neutral lines on points',
  'app/feedback/search-segment.server.ts': 'search segments',
  'app/feedback/text-commitment-store.server.ts': 'salts over a text’s words, and no word of it',
  'app/missions/lawful-demand-store.server.ts': 'what is written about demands',
  'app/participants/check-in-store.server.ts': 'what officers wrote to whoever reported a reprisal, for their reader',
  'app/participants/reprisal-store.server.ts': 'what was told and done about reprisals',
  'app/participants/vault-handle.server.ts': 'the handle of a box, for an opening that two officers decided',
  'app/participants/visit-answer-store.server.ts': 'our answers, for their reader',
  'app/participants/visit-store.server.ts': 'our lines and messages, and the sender’s own copy for the sender',
  'app/reports/trace-texts-store.server.ts': 'our lines and answers, for auditors',
  'app/rounds/risk-assessment-store.server.ts': 'our risk assessments',
  'app/vault/opening-store.server.ts': 'reasons of openings',
};

describe('the one door to the words of participants', () => {
  it('is the only one: whoever opens texts is known, and each for something else', () => {
    const openers = files.filter(({ text }) => namesOf(text, /\b(openTexts|openOne)\b/)).map(({ path }) => path);
    expect(openers.sort()).toEqual(Object.keys(OPENERS).sort());
  });

  it('no other opener reaches the texts of items', () => {
    const openers = files.filter(({ path }) => path in OPENERS && path !== 'app/record/key-slots.server.ts');
    const reach = openers.filter(({ text }) => namesOf(text, /table: '(item|item_version)'|place: \{ table,/));
    expect(reach.map(({ path }) => path).sort()).toEqual([
      'app/feedback/text-door.server.ts',
      'app/participants/visit-store.server.ts',
      'app/reports/trace-texts-store.server.ts',
    ]);
    // The sender's own copy is sealed for the sender, by their choice: no other version is asked for there.
    const visits = withoutComments(files.find(({ path }) => path.endsWith('/visit-store.server.ts'))!.text);
    expect(visits.match(/table: '(item|item_version)'/g)).toEqual(["table: 'item_version'"]);
    expect(visits).toContain("kind: 'own_words'");
    // Auditors read through the door's own verdict, with the keys that their role finds.
    const traces = withoutComments(files.find(({ path }) => path.endsWith('/trace-texts-store.server.ts'))!.text);
    expect(traces).toContain("judgeUse(query, 'read'");
    expect(traces).toContain('openAllowed(');
    expect(traces.match(/openTexts\([\s\S]*?\]\);/)?.[0]).not.toMatch(/'item'|'item_version'/);
  });

  it('keeps each verdict that it makes', () => {
    const notes = files.filter(({ text }) => namesOf(text, /\bnoteUses\(/)).map(({ path }) => path);
    expect(notes.sort()).toEqual(['app/feedback/text-door.server.ts', 'app/record/use-checks.server.ts']);
    const verdicts = files.filter(({ text }) => namesOf(text, /\bverdictOn\(/)).map(({ path }) => path);
    expect(verdicts.sort()).toEqual(['app/feedback/text-door.server.ts', 'app/participants/consequences.ts']);
  });

  it('no other file opens a data key', () => {
    const keys = files.filter(({ text }) => namesOf(text, /\b(openText|unwrapForDesk)\(/)).map(({ path }) => path);
    expect(keys.filter((path) => !path.startsWith('app/platform/crypto/'))).toEqual(['app/record/key-slots.server.ts']);
  });
});

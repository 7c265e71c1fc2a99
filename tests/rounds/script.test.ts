import { describe, expect, test } from 'vitest';
import type { Question } from '~/rounds/question';
import { scriptOf, type SpokenRound } from '~/rounds/script.server';
import { toldBefore } from '~/rounds/told-before';
import { translator } from '~/i18n/instances.server';

const question = (position: number, more: Partial<Question> = {}): Question => ({
  id: `00000000-0000-4000-8000-00000000000${position}`,
  position,
  kind: 'long_text',
  required: false,
  label: { en: 'What has happened?', ar: 'ماذا حدث؟' },
  help: { en: 'No names.' },
  options: [],
  ...more,
});

const SPOKEN: SpokenRound = {
  round: {
    title: { en: 'Roads' },
    purpose: { en: 'We want to know.' },
    outcome: { en: 'It can change.' },
    sourceLanguage: 'en',
    consentVersion: '1/archive',
    retentionAuthority: 'Records schedule 7',
    closesOn: '2026-12-24',
    answerBy: '2027-01-31',
  },
  questions: [
    question(1),
    question(2, { kind: 'yes_no_unsure', help: {} }),
    question(3, { kind: 'one_choice', options: [{ value: 'o1', text: { en: 'The bridge' } }] }),
  ],
  missionName: { en: 'A mission' },
  named: false,
};

const texts = (spoken = SPOKEN, lang = 'en') =>
  scriptOf(spoken, lang).flatMap(({ lines }) => lines.map(({ text }) => text));

describe('the script', () => {
  test('tells risks and permissions before the first question', () => {
    const order = scriptOf(SPOKEN, 'en').map(({ id }) => id);
    expect(order).toEqual(['welcome', 'about', 'risks', 'consent', 'question', 'question', 'question', 'close']);
  });

  test.each(['en', 'fr', 'ar'])('says everything that the screen says before any field, in %s', (lang) => {
    const t = translator(lang, 'rounds');
    for (const named of [true, false]) {
      const said = texts({ ...SPOKEN, named }, lang);
      for (const { texts: told } of toldBefore(named)) for (const key of told) expect(said).toContain(t(key));
    }
  });

  test('follows the settings: what becomes of the words, and whether names are taken', () => {
    const archive = texts().join(' ');
    const destroy = texts({ ...SPOKEN, round: { ...SPOKEN.round, consentVersion: '1/destroy' } }).join(' ');
    expect(archive).toContain('records officer');
    expect(archive).toContain('Records schedule 7');
    expect(destroy).toContain('keys to your words are destroyed');
    expect(archive).toContain('Please do not tell us');
    expect(texts({ ...SPOKEN, named: true }).join(' ')).toContain('You can give a name');
  });

  test('reads the choices of a question that has some, and only of that', () => {
    const [, , , , words, unsure, own] = scriptOf(SPOKEN, 'en').map(({ lines }) => lines.map(({ text }) => text));
    expect(words).not.toContain('You can choose from these:');
    expect(unsure).toEqual(expect.arrayContaining(['Yes', 'No', 'Not sure']));
    expect(own).toContain('The bridge');
  });

  test('marks what is only for whoever reads, and words in another language', () => {
    const lines = scriptOf(SPOKEN, 'ar').flatMap((part) => part.lines);
    expect(lines.filter(({ hint }) => hint).length).toBeGreaterThan(6);
    expect(lines.find(({ text }) => text === 'We want to know.')).toMatchObject({ lang: 'en' });
    expect(lines.find(({ text }) => text === 'ماذا حدث؟')).not.toHaveProperty('lang');
  });
});

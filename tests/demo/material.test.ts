import { describe, expect, it } from 'vitest';
import { readCodebook } from '~/feedback/codebook-file';
import { FATE_OF_THEME, nightFates } from '../../demo/chapters/night-fates';
import { codingFramework, fieldStrings, londonStatements, recordedFeedback } from '../../demo/sources';
import { decisionTexts, missionTexts, programTexts, publicationTexts, themeTexts } from '../../demo/texts';
import { readVoices } from '../../demo/voices';

const VOICES = ['night-patrols.yaml', 'border-posts.yaml', 'complaints-office.yaml', 'river-police.yaml'];
const voices = VOICES.flatMap((file) => readVoices(file));

describe('what others wrote', () => {
  it('reads the London statements that were let through', () => {
    const statements = londonStatements();
    expect(statements.size).toBe(36);
    expect(statements.get(27)).toMatch(/^do regular, independent investigations on police conduct/);
    expect(statements.has(0)).toBe(false);
  });

  it('tells each recorded sentence once', () => {
    const feedback = recordedFeedback();
    expect([...feedback.keys()].sort()).toEqual(['food', 'health', 'protection', 'shelter', 'water']);
    for (const { text } of feedback.values()) expect(text.match(/\./g)).toHaveLength(1);
    expect(feedback.get('health')?.language).toBe('fr');
  });

  it('reads the strings of the field survey as they were typed', () => {
    expect(fieldStrings().get('Security')).toEqual({ Hausa: 'Harkar tsaro', Igbo: 'Nchekwa obodo', Yoruba: 'Aabo' });
  });

  it('takes the coding framework whole', () => {
    const reading = readCodebook(codingFramework());
    expect(reading.ok && reading.codebook.codes.length).toBe(154);
  });
});

describe('the voices', () => {
  it('are many, in many languages', () => {
    expect(voices.length).toBeGreaterThanOrEqual(60);
    expect(voices.length).toBeLessThanOrEqual(90);
    const count = (language: string) => voices.filter((voice) => voice.language === language).length;
    expect({ ar: count('ar'), fa: count('fa-AF'), am: count('am') }).toEqual({ ar: 13, fa: 6, am: 6 });
    expect(new Set(voices.map(({ language }) => language)).size).toBeGreaterThanOrEqual(11);
  });

  it('are asked for an answer in a language of the rounds alone', () => {
    for (const { answersIn } of voices) expect(['en', 'fr', 'ar']).toContain(answersIn);
  });

  it('say something, and are translated where the desk must read them', () => {
    for (const voice of readVoices('night-patrols.yaml')) {
      expect(voice.said, voice.id).not.toEqual([]);
      if (voice.language === 'en') continue;
      for (const { english } of voice.said) expect(english, voice.id).toMatch(/\p{L}/u);
    }
  });
});

describe('the texts of the desk', () => {
  it('are whole in three languages', () => {
    expect(Object.keys(missionTexts())).toEqual(['kanem', 'sumbara']);
    expect(publicationTexts('night-words.yaml').introduction.ar).toMatch(/\p{Script=Arabic}/u);
  });

  it('name themes, codes and elements that are there', () => {
    const reading = readCodebook(codingFramework());
    const labels = new Set(reading.ok ? reading.codebook.codes.map(({ label }) => label) : []);
    const places = [
      {
        voices: 'night-patrols.yaml',
        themes: 'night-answers.yaml',
        decisions: 'night-decisions.yaml',
        program: 'patrols',
      },
      { voices: 'border-posts.yaml', themes: 'post-themes.yaml', decisions: 'post-decisions.yaml', program: 'posts' },
    ] as const;
    for (const place of places) {
      const themes = Object.keys(themeTexts(place.themes));
      const points = readVoices(place.voices).flatMap(({ said }) => said.flatMap((one) => one.points));
      for (const point of points) {
        expect(themes).toContain(point.theme);
        if (point.code) expect(labels).toContain(point.code);
      }
      for (const { theme, element } of Object.values(decisionTexts(place.decisions))) {
        expect(themes).toContain(theme);
        expect(Object.keys(programTexts()[place.program].elements)).toContain(element);
      }
    }
  });

  it('give every point of the first round a fate', () => {
    const fates = nightFates({}, {}, { goTo: () => undefined, day: () => '2026-01-01' });
    const points = readVoices('night-patrols.yaml').flatMap(({ said }) => said.flatMap((one) => one.points));
    for (const { fate, theme } of points) expect(Object.keys(fates)).toContain(fate ?? FATE_OF_THEME[theme]);
  });
});

import { createElement } from 'react';
import { describe, expect, test } from 'vitest';
import { translator } from '~/i18n/instances.server';
import { RETENTIONS } from '~/missions/mission';
import { consentVersion, retentionKey } from '~/rounds/consent-texts';
import { toldBefore } from '~/rounds/told-before';
import { BeforeYouAnswer } from '~/rounds/ui/BeforeYouAnswer';
import { html, textOf } from '../ui/render';

const ROUND = {
  outcome: { en: 'It can change.' },
  sourceLanguage: 'en',
  languages: ['en', 'ar'],
  closesOn: '2026-12-24',
  answerBy: '2027-01-31',
  retentionAuthority: 'Records schedule 7',
};
const links = { safety: '/en/safety', guidance: '/en/guidance' };
const shown = (named: boolean, version = consentVersion('destroy'), lang = 'en') =>
  html(createElement(BeforeYouAnswer, { round: ROUND, version, missionName: { en: 'A mission' }, named, links }), lang);

describe('what is told before any field', () => {
  test.each(['en', 'fr', 'ar'])('is all there in %s, whether the round takes names or not', (lang) => {
    const t = translator(lang, 'rounds');
    for (const named of [true, false]) {
      const text = textOf(shown(named, consentVersion('destroy'), lang));
      for (const { title, texts } of toldBefore(named))
        for (const key of [title, ...texts]) expect(text).toContain(t(key));
    }
  });

  test('promises no more than holds: a name is kept where one can be given', () => {
    const [named, anonymous] = [textOf(shown(true)), textOf(shown(false))];
    expect(anonymous).toContain('keep no name');
    expect(anonymous).toContain('Please do not tell us');
    expect(named).not.toContain('keep no name');
    expect(named).toContain('only if you choose to give one');
    expect(named).toContain('Two protection officers together can open it');
  });

  test('follows what becomes of the words, by which authority', () => {
    const t = translator('en', 'consent');
    for (const retention of [...RETENTIONS, null]) {
      const text = textOf(shown(false, consentVersion(retention)));
      expect(text).toContain(t(retentionKey(consentVersion(retention))));
      expect(text).toContain('Records schedule 7');
    }
  });

  test('leads on to what was demanded of us, and to safer use', () => {
    for (const href of Object.values(links)) expect(shown(false)).toContain(`href="${href}"`);
  });
});

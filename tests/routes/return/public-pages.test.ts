import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { CHECK_IN_ANSWERS } from '~/participants/check-in';
import { CONSENT_USES } from '~/participants/consent';
import { REPRISAL_STATES } from '~/participants/reprisal';
import { FLAG_LEVELS } from '~/participants/risk-flag';
import { TOLERANCES } from '~/participants/submission';
import { OWN_FLAG_KINDS, SAYING_KINDS, STAGES, VISITED_STATES } from '~/participants/visit';
import { translator } from '~/i18n/instances.server';
import Languages from '~/routes/public/languages';
import Record from '~/routes/public/record';
import { SafetyPage } from '~/routes/public/safety-page';
import { shownCount } from '~/reports/small-numbers';
import { html, textOf } from '../../ui/render';

type SafetyProps = Parameters<typeof SafetyPage>[0];
const safety = (demands: SafetyProps['demands'] = [], checkIns: SafetyProps['checkIns'] = []) =>
  createElement(SafetyPage, { demands, checkIns });

describe('pages that say how it is', () => {
  it.each(['en', 'fr', 'ar'])('read in %s, each with one heading', (lang) => {
    for (const page of [createElement(Languages), createElement(Record), safety()]) {
      const markup = html(page, lang);
      expect(markup.match(/<h1>/g)).toHaveLength(1);
      expect(textOf(markup).length).toBeGreaterThan(300);
    }
  });

  it('say plainly who can read, and that nobody outside can check the record yet', () => {
    expect(textOf(html(safety()))).toContain('controls the running server');
    expect(textOf(html(createElement(Record)))).toContain('not published yet');
  });

  it('tell how often authorities demanded something, and that silence ends', () => {
    const none = textOf(html(safety()));
    expect(none).toContain('No demand that we may speak of');
    const some = textOf(html(safety([{ mission: { en: 'Mission in Kanem' }, year: '2026', count: 3 }])));
    expect(some).toContain('Mission in Kanem, 2026: 3');
    expect(some).not.toContain('No demand that we may speak of');
    expect(some).toContain('it is counted once we may');
  });

  it('tell of reprisals by year and by the rule of small numbers, once there is a year to tell', () => {
    expect(textOf(html(safety()))).toContain('a year is told once it is over');
    const year = {
      mission: { en: 'Mission in Kanem' },
      year: '2025',
      answered: shownCount(23),
      happened: shownCount(3),
    };
    const some = textOf(html(safety([], [year])));
    expect(some).toContain('Mission in Kanem, 2025: answered: 25; said that something happened: fewer than 5');
  });

  it('list languages in their own names, with their direction', () => {
    const markup = html(createElement(Languages), 'en');
    expect(markup).toContain('<bdi lang="ps" dir="rtl">پښتو</bdi>');
    expect(markup).toMatch(/href="\/fr"[^>]*>Français/);
  });
});

describe('codes that a participant meets', () => {
  const DISPOSITIONS =
    'incorporated partly already_reflected recommended deferred not_incorporated referred answered noted unintelligible not_a_contribution';
  const REASONS =
    'legal_bar no_budget out_of_mandate evidence_contradicts safety_of_others superseded conflicts_with_other_input';
  const keys = [
    ...VISITED_STATES.map((one) => `item.${one}`),
    ...STAGES.map((one) => `stage.${one}`),
    ...OWN_FLAG_KINDS.map((one) => `flag_kind.${one}`),
    ...FLAG_LEVELS.map((one) => `flag_level.${one}`),
    ...CHECK_IN_ANSWERS.map((one) => `check_in_answer.${one}`),
    ...REPRISAL_STATES.map((one) => `case_state.${one}`),
    ...SAYING_KINDS.map((one) => `say.kinds.${one}`),
    ...TOLERANCES.map((one) => `tolerance.${one}`),
    ...CONSENT_USES.filter((one) => one !== 'read').map((one) => `use.${one}`),
    ...DISPOSITIONS.split(' ').map((one) => `outcome.${one}`),
    ...REASONS.split(' ').map((one) => `reason.${one}`),
    ...['sent', 'acknowledged', 'adopted', 'partly', 'declined', 'no_answer'].map((one) => `recommendation.${one}`),
    ...['made', 'in_progress', 'kept', 'broken', 'revised'].map((one) => `commitment.${one}`),
  ];

  it.each(['en', 'fr', 'ar'])('all have words in %s', (lang) => {
    const t = translator(lang, 'return');
    for (const key of keys) expect(t(key).length, key).toBeGreaterThan(2);
  });
});

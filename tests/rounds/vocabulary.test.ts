import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translator } from '~/i18n/instances.server';
import { CIVIC_SPACE } from '~/programs/country';
import { ASSISTANCE_TYPES, PROGRAM_OVERLAYS, PROGRAM_STAGES, UNIT_TYPES } from '~/programs/program';
import { MINOR_EDIT_STATES } from '~/rounds/minor-edit';
import { QUESTION_KINDS } from '~/rounds/question';
import { PUBLIC_PHASES, ROUND_EVENTS, ROUND_FACTS, ROUND_STATES } from '~/rounds/round';
import { TEXT_STATES } from '~/rounds/round-texts';

const LANGUAGES = ['en', 'fr', 'ar'];
const WORDS: Record<string, readonly string[]> = {
  'vocabulary:round_state': ROUND_STATES,
  'vocabulary:round_event': ROUND_EVENTS,
  'vocabulary:round_size': ['listening', 'standard', 'full'],
  'vocabulary:translation_state': TEXT_STATES,
  'vocabulary:minor_edit_state': MINOR_EDIT_STATES,
  'vocabulary:question_kind': QUESTION_KINDS,
  'vocabulary:program_stage': PROGRAM_STAGES,
  'vocabulary:program_overlay': PROGRAM_OVERLAYS,
  'vocabulary:assistance_type': ASSISTANCE_TYPES,
  'vocabulary:unit_type': UNIT_TYPES,
  'vocabulary:civic_space': CIVIC_SPACE,
  'programs:civic_space_means': CIVIC_SPACE,
  'rounds:phase': PUBLIC_PHASES,
  'rounds:phase_heading': PUBLIC_PHASES,
  'rounds:phase_title': PUBLIC_PHASES.filter((phase) => phase !== 'open'),
  'rounds:kind_says': QUESTION_KINDS,
  'rounds:text_kind': ['title', 'purpose', 'outcome', 'label', 'help', 'option'],
  'rounds:needs': ['preparer', 'signer', 'responder', 'protection_officers'],
};

const source = (folder: string) =>
  readdirSync(folder, { encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');

const found = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];

// In tests a missing text throws: see `createTexts`.
test.each(LANGUAGES)('every state, event and kind has a text in %s', (lang) => {
  const t = translator(lang, 'rounds');
  for (const [prefix, values] of Object.entries(WORDS)) {
    for (const value of values) expect(t(`${prefix}.${value}`)).toBeTruthy();
  }
  for (const fact of Object.values(ROUND_FACTS)) expect(t(`facts:${fact}`)).toBeTruthy();
});

test.each(LANGUAGES)('every refusal and every gate has a text in %s', (lang) => {
  const t = translator(lang, 'rounds');
  const code = source('app/rounds') + source('app/programs');
  const refusals = found(code, /'((?:round|round_text|program|program_element)\.[a-z_]+)'/g).filter(
    (one) =>
      !Object.values<string>(ROUND_FACTS).includes(one) &&
      !/^round\.(read|edit|run|approve|pause|review_risk)$/.test(one),
  );
  const facts = [
    'created',
    'edited',
    'extended',
    'text_translated',
    'text_reviewed',
    'minor_edit_confirmed',
    'minor_edit_refused',
    'enrolled',
    'added',
    'changed',
  ];
  const codes = refusals.filter((one) => !facts.includes(one.split('.')[1]!) && !/^program\.(read|edit)$/.test(one));
  expect(codes.length).toBeGreaterThan(15);
  for (const one of codes) expect(t(`refusals:${one}`)).toBeTruthy();
  const reasons = found(source('app/rounds'), /'((?:no|texts|open|closing|not|approver)_[a-z_]+)', \{ page/g);
  expect(reasons.length).toBeGreaterThan(7);
  for (const reason of reasons) expect(t(`gate_reason.${reason}`, { language: 'x' })).toBeTruthy();
  for (const page of found(code, /page: '([a-zA-Z]+)'/g)) expect(t(`gate_place.${page}`)).toBeTruthy();
});
